import { later } from './generate-entries.ts';
import type { Row } from './insert-rows.ts';

/** One problem in so many comes from each kind of clue that its campaign does not count. */
const SHARE = 40;

/** Problems from no clue that are given one which their campaign does not count: of `foreign`, or a refused one. */
export function fromUncountedClues(
  problems: readonly Row[],
  clues: { readonly foreign: readonly Row[]; readonly own: readonly Row[] },
): Row[] {
  const alone = problems.filter(({ clue_id }) => clue_id === null);
  const some = Math.ceil(alone.length / SHARE);
  const given = [
    ...clues.foreign.slice(0, some),
    ...clues.own.filter(({ state }) => state === 'refused').slice(0, some),
  ];
  const clueOf = new Map(alone.map(({ id }, n) => [id, given[n]]));
  return problems.map((problem) => {
    const clue = clueOf.get(problem.id);
    if (clue === undefined) return problem;
    const { id, region, source } = clue;
    return { ...problem, clue_id: id ?? null, region: region ?? null, source: source ?? null };
  });
}

const EARLIER_DAYS = 40;
const DAYS = ['received_on', 'accepted_on', 'concluded_on', 'answered_on', 'closed_on'] as const;

/** Clues of the first days without a problem, moved to before the campaign began; some of them end before it too. */
export function beforeCampaign(
  rows: {
    readonly clues: readonly Row[];
    readonly disposals: readonly Row[];
    readonly problems: readonly Row[];
  },
  startsOn: string,
): { readonly clues: Row[]; readonly disposals: Row[] } {
  const withProblem = new Set(rows.problems.map(({ clue_id }) => clue_id));
  const early = new Set(
    rows.clues
      .filter(
        ({ id, state, received_on, closed_on }) =>
          !withProblem.has(id ?? null) &&
          state !== 'merged' &&
          state !== 'refused' &&
          String(received_on) <= later(startsOn, 9) &&
          (closed_on === null || String(closed_on) <= later(startsOn, 60)),
      )
      .map(({ id }) => id),
  );
  const moved = (row: Row, keys: readonly string[]): Row => ({
    ...row,
    ...Object.fromEntries(
      keys.flatMap((key) => (typeof row[key] === 'string' ? [[key, later(row[key], -EARLIER_DAYS)]] : [])),
    ),
  });
  return {
    clues: rows.clues.map((clue) => (early.has(clue.id) ? moved(clue, DAYS) : clue)),
    disposals: rows.disposals.map((one) => (early.has(one.clue_id) ? moved(one, ['on']) : one)),
  };
}

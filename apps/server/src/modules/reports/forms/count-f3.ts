import { EXIT_NATURES, type ExitNature } from '@anju/domain';
import type { F3Row } from '@anju/official-forms';

/** One family of the exit ledger, as form F3 counts it. */
export interface ExitForForm {
  readonly id: string;
  /** Its name, as the form has it. */
  readonly county: string;
  readonly estate: string | null;
  readonly nature: ExitNature;
  readonly otherNatures: readonly ExitNature[];
  readonly measures: string;
  readonly plannedOn: string | null;
  readonly exitedOn: string | null;
}

export interface CountedF3Row extends F3Row {
  /** The families behind the figures: every number drills to its records. */
  readonly exitIds: readonly string[];
  readonly exitedIds: readonly string[];
}

const ORDER: readonly ExitNature[] = ['1A', '1B', '2', '3'];

const NONE = '无';

/** The distinct measures of the families that remain, numbered when there are several. */
function measuresOf(remaining: readonly ExitForForm[]): string {
  const texts = remaining.map((exit) => {
    const others = exit.otherNatures.map(
      (nature) => `${EXIT_NATURES[nature].sign}${EXIT_NATURES[nature].label}`,
    );
    const text = exit.measures.trim();
    return others.length === 0 || text === '' ? text : `${text}（另涉${others.join('、')}）`;
  });
  const distinct = [...new Set(texts.filter((text) => text !== ''))];
  return distinct.length < 2
    ? (distinct[0] ?? '')
    : distinct.map((text, n) => `${n + 1}. ${text}`).join('\n');
}

/** The latest planned date: by then all that remain are to be gone. Blank while one family has none. */
function plannedDateOf(remaining: readonly ExitForForm[]): string {
  const dates = remaining.map((exit) => exit.plannedOn);
  if (dates.some((date) => date === null)) return '';
  return (
    dates
      .filter((date) => date !== null)
      .sort()
      .at(-1) ?? ''
  );
}

/**
 * The rows of form F3: one for each county, project and exit nature; a family counts once, under the ground established first.
 * @param exits every family established by `until`; who left after that day still counts as remaining
 * @param until the last day of the period, inclusive
 */
export function countF3(exits: readonly ExitForForm[], until: string): readonly CountedF3Row[] {
  const groups = new Map<string, ExitForForm[]>();
  for (const exit of exits) {
    const key = `${exit.county}\u0000${exit.estate ?? ''}\u0000${ORDER.indexOf(exit.nature)}`;
    groups.set(key, [...(groups.get(key) ?? []), exit]);
  }
  return [...groups.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => rowOf(group, until));
}

function rowOf(group: readonly ExitForForm[], until: string): CountedF3Row {
  const remaining = group.filter((exit) => exit.exitedOn === null || exit.exitedOn > until);
  const [first] = group;
  return {
    county: first?.county ?? '',
    project: first?.estate ?? '（未登记项目）',
    nature: first?.nature ?? '1A',
    shouldExit: group.length,
    exited: group.length - remaining.length,
    measures: remaining.length === 0 ? NONE : measuresOf(remaining),
    plannedDate: remaining.length === 0 ? NONE : plannedDateOf(remaining),
    exitIds: group.map((exit) => exit.id),
    exitedIds: group.filter((exit) => !remaining.includes(exit)).map((exit) => exit.id),
  };
}

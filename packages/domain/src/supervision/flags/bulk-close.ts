import {
  type ClosedProblem,
  type FlagRule,
  groupBy,
  isClosed,
  momentText,
  named,
  type Raised,
} from './types.ts';

const MINUTE_MS = 60_000;

/** Many closings by one person within an hour: nobody looks at the evidence of ten problems in that time. */
export const bulkClose: FlagRule<'bulk-close'> = {
  code: 'bulk-close',
  title: '短时间集中销号',
  advice: '抽看其中几件的佐证材料，问销号人是否逐件核实。',
  judge(problems, { limits }) {
    const span = limits.bulkMinutes * MINUTE_MS;
    return groupBy(problems.filter(isClosed), ({ closedBy }) => closedBy.id).flatMap((byOne) =>
      clusters(byOne, span, limits.bulkClosings).map((cluster) => raise(cluster)),
    );
  },
};

/** The closings that lie in some window of `span` with at least `least` of them, runs of them together. */
function clusters(
  byOne: readonly ClosedProblem[],
  span: number,
  least: number,
): readonly (readonly ClosedProblem[])[] {
  const sorted = byOne.toSorted((a, b) => a.closedAt - b.closedAt);
  const found: ClosedProblem[][] = [];
  let last = -1;
  for (let from = 0, to = 0; from < sorted.length; from++) {
    const first = sorted[from];
    if (first === undefined) break;
    while ((sorted[to]?.closedAt ?? Number.POSITIVE_INFINITY) - first.closedAt <= span) to++;
    if (to - from < least) continue;
    // A window that overlaps the one before goes on with its cluster.
    const fresh = sorted.slice(Math.max(from, last), to);
    const current = found.at(-1);
    if (current !== undefined && from < last) current.push(...fresh);
    else found.push([...fresh]);
    last = to;
  }
  return found;
}

function raise(cluster: readonly ClosedProblem[]): Raised {
  const from = cluster[0]?.closedAt ?? 0;
  const to = cluster.at(-1)?.closedAt ?? 0;
  const name = cluster[0]?.closedBy.name ?? '';
  const minutes = Math.ceil((to - from) / MINUTE_MS);
  return {
    problems: named(cluster),
    at: to,
    why: `${name}在 ${minutes} 分钟内连续销号 ${cluster.length} 个问题。`,
    figures: [
      { label: '销号人', value: name },
      { label: '销号数', value: `${cluster.length} 个` },
      { label: '起止时间', value: `${momentText(from)} 至 ${momentText(to)}` },
    ],
  };
}

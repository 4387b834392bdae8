import type { HomeChart, Run, RunCounts } from '../../api/contract.ts';

/** New, persisting and cleared by rule; the rules with most new ones on top. Every mark opens its findings. */
export function changeChart(run: Run, counts: RunCounts): HomeChart {
  const rules = counts.byRule
    .filter((rule) => rule.new + rule.persisting + rule.cleared > 0)
    .toSorted((a, b) => b.new - a.new || b.persisting - a.persisting);
  const links = (change: string) =>
    rules.map((rule) => `/findings?run=${run.id}&rule=${rule.rule}&change=${change}`);
  return {
    key: 'change',
    question: '和上一次比，哪些规则有变化？',
    kind: 'stacked',
    categories: rules.map((rule) => rule.title),
    series: [
      { name: '新增', values: rules.map((rule) => rule.new), links: links('new') },
      { name: '持续', values: rules.map((rule) => rule.persisting), links: links('persisting') },
      { name: '消除', values: rules.map((rule) => rule.cleared), links: links('cleared') },
    ],
  };
}

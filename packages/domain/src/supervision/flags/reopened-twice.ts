import { type FlagRule, named } from './types.ts';

/** Closed and opened again, more than once: what was reported as rectified was not. */
export const reopenedTwice: FlagRule<'reopened-twice'> = {
  code: 'reopened-twice',
  title: '反复重新整改',
  advice: '查每次销号由谁核实、凭什么销号，必要时提级督办。',
  judge(problems, { limits }) {
    return problems
      .filter(({ reopened }) => reopened >= limits.reopenings)
      .map((problem) => ({
        problems: named([problem]),
        at: problem.sentBackAt.at(-1) ?? problem.registeredAt,
        why: `${problem.number} 已销号后又重新整改 ${problem.reopened} 次。`,
        figures: [{ label: '重新整改', value: `${problem.reopened} 次` }],
      }));
  },
};

import { type ClosedProblem, type FlagRule, isClosed, momentText, named } from './types.ts';

/** Closed by whoever put it on the ledger, or inside the office that rectified it: two names, one hand. */
export const sameHand: FlagRule<'same-hand'> = {
  code: 'same-hand',
  title: '自己登记或本单位自行销号',
  advice: '换一名与登记、整改无关的人员复核后再确认。',
  judge(problems) {
    return problems.filter(isClosed).flatMap((problem) => {
      const why = reasonOf(problem);
      if (why === null) return [];
      return [
        {
          problems: named([problem]),
          at: problem.closedAt,
          why: `${problem.number} ${why}`,
          figures: [
            { label: '申请销号', value: problem.rectifiedBy?.name ?? '没有记录' },
            { label: '销号', value: problem.closedBy.name },
            { label: '销号时间', value: momentText(problem.closedAt) },
          ],
        },
      ];
    });
  },
};

function reasonOf({ registeredBy, rectifiedBy, closedBy }: ClosedProblem): string | null {
  if (registeredBy === closedBy.id) return `由登记人${closedBy.name}自己销号。`;
  // The county's own office closes by rule; below it, and inside one department, it is the office judging itself.
  const office = closedBy.office;
  if (office === null || rectifiedBy?.office !== office) return null;
  return `由整改单位自己的人员${closedBy.name}销号，没有经过单位以外的人。`;
}

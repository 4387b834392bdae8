import { type FlagRule, isClosed, momentText, named } from './types.ts';

/** Closed although nothing was ever noted between the pinning-down and the report that it was done. */
export const noProgress: FlagRule<'no-progress'> = {
  code: 'no-progress',
  title: '没有整改过程即销号',
  advice: '问承办人整改做了什么、何时做的，补记过程或退回整改。',
  judge(problems) {
    return problems.filter(isClosed).flatMap((problem) => {
      const { rectifyingSince: since, rectifiedAt: until } = problem;
      if (until === null) return [];
      const noted = problem.progressAt.filter((at) => (since === null || at >= since) && at <= until);
      if (noted.length > 0) return [];
      return [
        {
          problems: named([problem]),
          at: problem.closedAt,
          why: `${problem.number} 从落实责任到申请销号没有登记过任何进展。`,
          figures: [
            { label: '落实责任', value: since === null ? '没有记录' : momentText(since) },
            { label: '申请销号', value: momentText(until) },
            { label: '其间进展', value: '0 条' },
          ],
        },
      ];
    });
  },
};

import { type FlagRule, isClosed, momentText, named } from './types.ts';

const HOUR_MS = 3_600_000;

/** Closed within hours of being put on the ledger: perhaps nothing was wrong, or nothing was done. */
export const instantClose: FlagRule<'instant-close'> = {
  code: 'instant-close',
  title: '登记后很快销号',
  advice: '核对问题是否真实存在，是否为凑整改完成数而登记。',
  judge(problems, { limits }) {
    return problems
      .filter(isClosed)
      .filter(({ closedAt, registeredAt }) => closedAt - registeredAt < limits.instantHours * HOUR_MS)
      .map((problem) => {
        const hours = Math.max(0, (problem.closedAt - problem.registeredAt) / HOUR_MS);
        const took = hours < 1 ? '不到 1 小时' : `${Math.floor(hours)} 小时`;
        return {
          problems: named([problem]),
          at: problem.closedAt,
          why: `${problem.number} 从登记到销号只用了${took.startsWith('不') ? '' : ' '}${took}。`,
          figures: [
            { label: '登记', value: momentText(problem.registeredAt) },
            { label: '销号', value: momentText(problem.closedAt) },
            { label: '用时', value: took },
          ],
        };
      });
  },
};

import { type ClosedProblem, type FlagRule, groupBy, isClosed, named } from './types.ts';

/** Most of a month's closings on the day on which the form is due: closed for the report, not for the people. */
export const dueDayClose: FlagRule<'due-day-close'> = {
  code: 'due-day-close',
  title: '报送日突击销号',
  advice: '核对这些问题的整改完成日期和佐证材料日期，必要时回头看。',
  judge(problems, { limits, dueDays }) {
    const monthOf = (problem: ClosedProblem) => problem.closedOn.slice(0, 7);
    return groupBy(problems.filter(isClosed), monthOf).flatMap((inMonth) => {
      const month = inMonth[0] === undefined ? '' : monthOf(inMonth[0]);
      return [...new Set(dueDays(month))].flatMap((day) => {
        const onDay = inMonth.filter(({ closedOn }) => closedOn === day);
        const share = onDay.length / inMonth.length;
        if (onDay.length < limits.dueDayClosings || share <= limits.dueDayShare) return [];
        return [
          {
            problems: named(onDay),
            at: Math.max(...onDay.map(({ closedAt }) => closedAt)),
            why: `${month} 月共销号 ${inMonth.length} 个，其中 ${onDay.length} 个集中在报送日 ${day} 当天。`,
            figures: [
              { label: '当月销号', value: `${inMonth.length} 个` },
              { label: '报送日销号', value: `${onDay.length} 个` },
              { label: '占比', value: `${Math.round(share * 100)}%` },
            ],
          },
        ];
      });
    });
  },
};

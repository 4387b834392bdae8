import dayjs from 'dayjs';

/** The last four half-month ends up to and including today: F3 is due for the 1st–15th and the 16th–end. */
export function halfMonthEnds(today: string): readonly string[] {
  const now = dayjs(today);
  const ends = [0, 1, 2].flatMap((back) => {
    const month = now.startOf('month').subtract(back, 'month');
    return [month.endOf('month'), month.date(15)];
  });
  return ends
    .map((day) => day.format('YYYY-MM-DD'))
    .filter((day) => day <= today)
    .slice(0, 4);
}

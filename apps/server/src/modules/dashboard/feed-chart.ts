import { countLoadedRows } from '../feeds/index.ts';
import type { Chart, PartContext } from './home.ts';
import { lastMonths } from './last-months.ts';

const MONTHS = 6;

/** What a department delivered month by month, and how much of it could not be used. */
export async function feedChart({ tx, deps, actor }: PartContext): Promise<Chart> {
  const months = lastMonths(deps.clock.today(), MONTHS);
  const loaded = new Map((await countLoadedRows(tx, actor, months[0])).map((row) => [row.month, row]));
  const links = months.map((month) => `/feeds?state=done&month=${month}`);
  return {
    key: 'feeds-by-month',
    question: '本部门每月报送了多少行，多少行没能采用？',
    kind: 'bar',
    unit: '行',
    categories: months,
    series: [
      { name: '读取', values: months.map((month) => loaded.get(month)?.read ?? 0), links },
      { name: '未采用', values: months.map((month) => loaded.get(month)?.refused ?? 0), links },
    ],
  };
}

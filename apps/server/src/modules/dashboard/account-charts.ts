import { addDays, ROLES } from '@anju/domain';
import { countSignInDays } from '../access/index.ts';
import type { Chart, PartContext } from './home.ts';
import { countAccountsByRole } from './store.ts';

/** How many days back, today among them. */
const DAYS = 14;

/** Who has an account at all, and whose was switched off; somebody of two roles stands under both. */
export async function accountsChart({ tx }: PartContext): Promise<Chart> {
  const rows = await countAccountsByRole(tx);
  const links = (state: string) => rows.map(({ role }) => `/people?role=${role}&state=${state}`);
  return {
    key: 'accounts-by-role',
    question: '各角色有多少账号在用，停用了多少？',
    kind: 'stacked',
    unit: '个',
    categories: rows.map(({ role }) => ROLES[role]),
    series: [
      { name: '在用', values: rows.map(({ active }) => active), links: links('active') },
      { name: '已停用', values: rows.map(({ inactive }) => inactive), links: links('inactive') },
    ],
  };
}

/** Day by day, so that somebody who guesses passwords stands out. */
export async function signInsChart({ tx, deps }: PartContext): Promise<Chart> {
  const today = deps.clock.today();
  const days = Array.from({ length: DAYS }, (_, n) => addDays(today, n + 1 - DAYS));
  const tried = new Map((await countSignInDays(tx, days[0] ?? today)).map((row) => [row.day, row]));
  const links = (outcome: string) => days.map((day) => `/sign-ins?outcome=${outcome}&from=${day}&to=${day}`);
  return {
    key: 'sign-ins-by-day',
    question: `近${DAYS}天，每天多少次登录，多少次被拒？`,
    kind: 'line',
    unit: '次',
    categories: days.map((day) => day.slice(5)),
    series: [
      { name: '登录', values: days.map((day) => tried.get(day)?.signedIn ?? 0), links: links('signed-in') },
      { name: '被拒', values: days.map((day) => tried.get(day)?.refused ?? 0), links: links('refused') },
    ],
  };
}

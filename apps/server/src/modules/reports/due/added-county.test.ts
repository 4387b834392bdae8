import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp, type Person, type TestApp } from '../../../platform/testing/index.ts';

let test: TestApp;
let above: Person;
let there: Person;
let campaign: string;

async function at(moment: string): Promise<void> {
  test.clock.set(new Date(moment));
  above = await test.signIn('prefecture-supervisor', { scope: '6523' });
  there = await test.signIn('county-officer', { scope: test.foreignCounty });
}

const page = async (person: Person, url: string) => {
  const response = await person.inject('GET', url);
  expect(response.statusCode, response.body).toBe(200);
  return response.json();
};

beforeAll(async () => {
  test = await createTestApp({ runJobs: false });
  await at('2026-06-01T02:00:00Z');
  const started = await above.inject('POST', '/api/campaigns', {
    plan: 'allocation-2023',
    year: 2026,
    answers: { 'f2-basis': 'period', 'f2-month': 'previous-month', 'rectify-days': '30' },
    participants: [test.county],
  });
  campaign = started.json().id;
  await at('2026-08-03T02:00:00Z');
  const { version } = await page(above, `/api/campaigns/${campaign}`);
  const counties = [test.foreignCounty];
  const added = await above.inject('POST', `/api/campaigns/${campaign}/counties`, { counties, version });
  expect(added.statusCode, added.body).toBe(200);
});
afterAll(() => test.close());

it('asks a county that was added later for no summary of before', async () => {
  await at('2026-12-01T02:00:00Z');
  const { items } = await page(there, '/api/reports/stage');
  const due = await page(there, '/api/reports/due?show=all');
  const days = (list: readonly { period?: string; day?: string; form?: string }[]) =>
    list.map(({ day, period }) => day ?? period).sort();
  expect(days(items)).toEqual(['2026-09-25', '2026-11-25']);
  expect(days(due.items.filter(({ form }: { form: string }) => ['stage', 'final'].includes(form)))).toEqual(
    days(items),
  );
  const paper = `/api/reports/stage/${test.foreignCounty}/${campaign}`;
  expect((await there.inject('GET', `${paper}/2026-07-25`)).statusCode).toBe(404);
  // There is no earlier one that could have been kept.
  expect(JSON.stringify(await page(there, `${paper}/2026-09-25`))).not.toContain('没有在系统中留存数据');
});

it('sets what is reported once in the order of its days', async () => {
  const { columns } = await page(above, `/api/reports/matrix?campaign=${campaign}&month=2026-10`);
  expect(columns.map(({ form, period }: { form: string; period: string }) => `${form} ${period}`)).toEqual([
    'F1 2026-10',
    'F2 2026-10',
    'stage 2026-07-25',
    'stage 2026-09-25',
    'final 2026-11-25',
  ]);
});

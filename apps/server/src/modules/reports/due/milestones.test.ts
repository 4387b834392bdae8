import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inScope } from '../../../platform/postgres/database.ts';
import { createTestApp, type Person, type TestApp } from '../../../platform/testing/index.ts';
import { sinceItsFirstDay, startForTest } from '../../campaigns/testing/start-for-test.ts';
import { reportOf } from '../testing/report-desk.ts';

let test: TestApp;
let above: Person;
let campaign: string;

beforeAll(async () => {
  test = await createTestApp({ runJobs: false, now: new Date('2026-07-06T02:00:00Z') });
  above = await test.signIn('prefecture-supervisor', { scope: '6523' });
  campaign = await startForTest(above, [test.county]);
  await sinceItsFirstDay(test, campaign);
});
afterAll(() => test.close());

interface Due {
  readonly title: string;
  readonly standing: string;
  readonly reminded: boolean;
}

async function milestones(person: Person) {
  const body = (await person.inject('GET', `/api/reports/milestones?campaign=${campaign}`)).json();
  const at = (county: string, day: string): readonly Due[] => {
    const column = body.days.findIndex((one: { nominalDue: string }) => one.nominalDue === day);
    return body.rows.find((row: { county: string }) => row.county === county)?.cells[column];
  };
  return { body, at };
}

it('shows by county and due day what was sent, late, chased or not yet due, and nothing of before a county came', async () => {
  const sent = await reportOf(test, test.county, 'F2', '2026-05');
  await inScope(test.db, test.county, (tx) =>
    sql`UPDATE reports SET state = 'submitted', submitted_at = '2026-06-20T02:00:00Z' WHERE id = ${sent}::uuid`.execute(
      tx,
    ),
  );
  const { version } = (await above.inject('GET', `/api/campaigns/${campaign}`)).json();
  const added = await above.inject('POST', `/api/campaigns/${campaign}/counties`, {
    counties: [test.foreignCounty],
    version,
  });
  expect(added.statusCode).toBe(200);
  await above.inject('POST', '/api/reports/chase', { campaign });
  const auditor = await test.signIn('auditor');
  const chased = (await auditor.inject('GET', '/api/events?act=report.chase')).json();
  expect(chased.items[0]).toMatchObject({ actLabel: '催报报表' });

  const { body, at } = await milestones(above);
  expect(body.rows.map(({ name }: { name: string }) => name)).toEqual(['昌吉市', '阜康市']);
  const june = at(test.county, '2026-06-18');
  expect(june).toMatchObject([
    { title: 'F1 专项整治问题清单（2026年5月）', standing: 'late', reminded: true },
    { title: 'F2 工作情况月报表（2026年5月）', standing: 'reported-late', reminded: false },
  ]);
  expect(at(test.foreignCounty, '2026-06-18')).toEqual([]);
  expect(at(test.county, '2026-07-25')).toMatchObject([{ standing: 'pending' }]);
  expect(at(test.foreignCounty, '2026-07-25')).toMatchObject([{ id: null, standing: 'pending' }]);

  const here = await test.signIn('county-officer');
  expect((await milestones(here)).body.rows).toHaveLength(1);
  const community = await test.signIn('community-worker');
  expect((await community.inject('GET', `/api/reports/milestones?campaign=${campaign}`)).statusCode).toBe(
    403,
  );
});

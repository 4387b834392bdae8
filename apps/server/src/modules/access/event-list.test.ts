import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inScope } from '../../platform/postgres/database.ts';
import { createTestApp, type Person, type TestApp } from '../../platform/testing/index.ts';

let test: TestApp;
let auditor: Person;
let prefecture: Person;
beforeAll(async () => {
  test = await createTestApp({ runJobs: false });
  auditor = await test.signIn('auditor');
  prefecture = await test.signIn('inspector', { scope: '6523' });
  // Two at each moment, one of either county, and so one after the other in the list of the level above.
  await inScope(test.db, '6523', (tx) =>
    sql`INSERT INTO events (county, id, at, actor_name, actor_role, act, subject_type, subject_id, payload, salt, commitment)
      SELECT CASE n % 2 WHEN 0 THEN '652301' ELSE '652302' END, gen_random_uuid(),
        timestamptz '2025-07-01' + n / 2 * interval '1 second', '测试', '县级经办', 'household.open', 'household',
        'many', '{}', sha256('1'), sha256('1')
      FROM generate_series(0, 20199) n`.execute(tx),
  );
});
afterAll(() => test.close());

const read = async (person: Person, query: string) =>
  (await person.inject('GET', `/api/events?${query}`)).json();

describe('the list of acts', () => {
  it('says that there are more than it counted', async () => {
    expect(await read(auditor, 'limit=1')).toMatchObject({ total: 10_000, totalIsExact: false });
    expect(await read(auditor, 'act=household.reveal')).toMatchObject({ total: 0, totalIsExact: true });
  });

  it('goes on where the page before ended, over the counties of a prefecture', async () => {
    const seen: { id: string; at: string }[] = [];
    for (let cursor = ''; ; ) {
      const { items, nextCursor } = await read(
        prefecture,
        `subjectId=many&from=2025-07-01&to=2025-07-01&limit=200${cursor}`,
      );
      seen.push(...items);
      if (nextCursor === null || seen.length >= 1_000) break;
      cursor = `&cursor=${nextCursor}`;
    }
    expect(new Set(seen.map(({ id }) => id)).size).toBe(1_000);
    const key = ({ at, id }: { at: string; id: string }) => `${at} ${id}`;
    expect(seen.map(key)).toEqual(seen.map(key).sort().reverse());
    expect(new Set(seen.map(({ at }) => at)).size).toBe(500);
  });
});

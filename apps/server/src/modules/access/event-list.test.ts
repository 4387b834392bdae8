import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inScope } from '../../platform/postgres/database.ts';
import { createTestApp, type Person, type TestApp } from '../../platform/testing/index.ts';
import { raiseFindings } from '../findings/testing/raise-findings.ts';

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

  it('finds what was done by the beginning of a name, with whatever sign is in it', async () => {
    const names = ['阿依古丽·买买提', '阿依努尔', '阿布力', '测%试'];
    await inScope(test.db, '6523', (tx) =>
      sql`INSERT INTO events (county, id, at, actor_name, actor_role, act, subject_type, subject_id, payload, salt, commitment)
        SELECT county, gen_random_uuid(), timestamptz '2025-08-01', name, '县级经办', 'household.open', 'household',
          'named', '{}', sha256('1'), sha256('1')
        FROM unnest(${names}::text[]) name, (VALUES ('652301'), ('652302')) counties (county)`.execute(tx),
    );
    const found = async (person: Person, beginning: string) => {
      const { items, total } = await read(person, `subjectId=named&actor=${encodeURIComponent(beginning)}`);
      expect(items).toHaveLength(total);
      return items.map(({ actorName }: { actorName: string }) => actorName).sort();
    };
    expect(await found(auditor, '阿依')).toEqual(['阿依努尔', '阿依古丽·买买提']);
    expect(await found(prefecture, '阿')).toHaveLength(6);
    expect(await found(auditor, '测%')).toEqual(['测%试']);
    expect(await found(auditor, '%')).toEqual([]);
    expect(await found(auditor, '依')).toEqual([]);
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

  it('calls what it is about as people do, with a link for who may open it', async () => {
    const [finding] = await raiseFindings(test, test.county, ['housing.owned']);
    const officer = await test.signIn('county-officer');
    const household = (await officer.inject('GET', '/api/households')).json().items[0];
    await officer.inject('GET', `/api/households/${household.id}`);
    const rowsOf = async (person: Person, type: string) =>
      (await read(person, `subjectType=${type}&actor=${officer.actor.id}`)).items;
    const [opened] = await rowsOf(prefecture, 'household');
    expect(opened).toMatchObject({ subjectName: household.code, subjectLink: `/households/${household.id}` });
    await inScope(test.db, test.county, (tx) =>
      sql`INSERT INTO events (county, id, at, actor_name, actor_role, act, subject_type, subject_id, payload, salt, commitment)
        VALUES (${test.county}, gen_random_uuid(), now(), '测试', '县级经办', 'finding.assign', 'finding', ${finding?.id},
          jsonb_build_object('household', ${household.id}::text, 'file', repeat('ab', 32), 'type', 'image/png'), sha256('1'), sha256('1'))`.execute(
        tx,
      ),
    );
    const [assigned] = (await read(auditor, 'subjectType=finding&act=finding.assign')).items;
    expect(assigned.subjectName).toBe(`名下有其他住房且超过面积标准 户 ${household.code}`);
    expect(assigned.text).toBe(`文件指纹 abababab…；文件类型 图片；户 ${household.code}`);
  });
});

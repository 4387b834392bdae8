import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inScope } from '../../../platform/postgres/database.ts';
import { createTestApp, type TestApp } from '../../../platform/testing/index.ts';
import { type GeneratedRecords, generateRecords } from './generate-records.ts';

describe('generated records of supervision', () => {
  let test: TestApp;
  let made: GeneratedRecords;

  beforeAll(async () => {
    test = await createTestApp({ runJobs: false });
    made = await generateRecords(test.deps);
  });
  afterAll(() => test.close());

  const count = async (query: ReturnType<typeof sql<{ n: number }>>) =>
    (await inScope(test.db, '6523', (tx) => query.execute(tx))).rows[0]?.n;

  it('are ten thousand over three counties and six months', async () => {
    expect(
      await count(sql`SELECT ((SELECT count(*) FROM clues) + (SELECT count(*) FROM problems))::int AS n`),
    ).toBe(10_000);
    expect(made.months).toEqual(['2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06']);
  });

  it('hold what is easily forgotten', async () => {
    const { rows } = await inScope(test.db, '6523', (tx) =>
      sql`SELECT
        (SELECT count(DISTINCT state)::int FROM clues) AS "clueStates",
        (SELECT count(DISTINCT state)::int FROM problems) AS "problemStates",
        EXISTS (SELECT FROM clues WHERE received_on = '2026-02-28') AS "lastDay",
        EXISTS (SELECT FROM clues WHERE received_on = '2026-03-01') AS "firstDay",
        (SELECT count(DISTINCT nature)::int FROM exits WHERE exited_on IS NULL) AS "exitNatures",
        EXISTS (SELECT FROM problems WHERE reopened > 0) AS reopened,
        EXISTS (SELECT FROM problems WHERE amount_fen IS NULL) AS "noAmount",
        EXISTS (SELECT FROM accountability WHERE withdrawn_at IS NOT NULL) AS withdrawn,
        EXISTS (SELECT FROM accountability WHERE party_sanction IS NOT NULL AND administrative_sanction IS NOT NULL)
          AS both,
        EXISTS (SELECT FROM accountability GROUP BY county, campaign_id, person_key HAVING count(*) > 1) AS twice,
        EXISTS (SELECT FROM problems WHERE clue_id IS NOT NULL GROUP BY clue_id HAVING count(*) > 1) AS again`.execute(
        tx,
      ),
    );
    expect(rows[0]).toEqual({
      clueStates: 9,
      problemStates: 5,
      exitNatures: 4,
      lastDay: true,
      firstDay: true,
      reopened: true,
      noAmount: true,
      withdrawn: true,
      both: true,
      twice: true,
      again: true,
    });
  });

  it('leave one county a month of nothing', async () => {
    const { county, month } = made.nothing;
    const within = sql`county = ${county} AND left(day::text, 7) = ${month}`;
    expect(
      await count(sql`
        SELECT count(*)::int AS n FROM (
          SELECT county, received_on AS day FROM clues UNION ALL SELECT county, closed_on FROM clues
          UNION ALL SELECT county, found_on FROM problems UNION ALL SELECT county, closed_on FROM problems
          UNION ALL SELECT county, decided_on FROM accountability UNION ALL SELECT county, exposed_on FROM exposures
        ) days WHERE ${within}`),
    ).toBe(0);
  });

  it('are the same from the same seed', async () => {
    const other = await createTestApp({ runJobs: false });
    try {
      const digest = (db: TestApp['db']) =>
        inScope(db, '6523', (tx) =>
          sql`SELECT md5(string_agg(p::text, '' ORDER BY p.id)) AS problems FROM problems p`.execute(tx),
        );
      expect((await generateRecords(other.deps)).rural).toBe(made.rural);
      expect((await digest(other.db)).rows).toEqual((await digest(test.db)).rows);
    } finally {
      await other.close();
    }
  });
});

import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordEvent } from '../events.ts';
import { createTestApp, type TestApp } from '../testing/index.ts';
import { inScope, ScopeError } from './database.ts';

/** Tables that hold no county's data: which counties there are, and which migrations ran. */
const OPEN_TABLES = ['migrations', 'tenants'];

describe('row security under the database role', () => {
  let app: TestApp;
  let client: pg.Client;
  beforeAll(async () => {
    app = await createTestApp({ runJobs: false });
    for (const county of [app.county, app.foreignCounty]) {
      await app.signIn('auditor', { scope: county });
      await inScope(app.db, county, (tx) =>
        recordEvent(tx, {
          county,
          actor: 'system',
          act: 'test',
          subject: { type: 'test', id: county },
          payload: {},
        }),
      );
    }
    client = new pg.Client(app.database.app);
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await app.close();
  });

  /** The counties whose events a transaction sees that set its scope to `scope` by whatever means. */
  async function seen(scope: string | null): Promise<readonly string[]> {
    await client.query('BEGIN');
    if (scope !== null) await client.query('SELECT set_config($1, $2, true)', ['anju.scope', scope]);
    const { rows } = await client.query<{ county: string }>(
      'SELECT DISTINCT county FROM events ORDER BY county',
    );
    await client.query('COMMIT');
    return rows.map(({ county }) => county);
  }

  it('shows a county its own rows, a prefecture all of its counties', async () => {
    expect(await seen('652301')).toEqual(['652301']);
    expect(await seen('652301001001')).toEqual(['652301']);
    expect(await seen('6523')).toEqual(['652301', '652302']);
    expect(await seen('41')).toEqual([]);
  });

  it('shows nothing without a scope, also after a transaction that had one', async () => {
    const fresh = new pg.Client(app.database.app);
    await fresh.connect();
    expect((await fresh.query('SELECT FROM events')).rowCount).toBe(0);
    await fresh.end();
    await seen('652301');
    expect(await seen(null)).toEqual([]);
  });

  it.each([
    '',
    '%',
    '_',
    '6',
    "652301' OR '1'='1",
    '652301; RESET ROLE',
    '652301\n',
    '６５２３',
    '65230%',
    '.*',
    'null',
  ])('shows nothing for the hostile scope %j', async (scope) => {
    expect(await seen(scope)).toEqual([]);
  });

  it.each(['', '6', '%', "652301' OR '1'='1", '652301;', '652301\n', '６５２３０１', '6523010010010'])(
    'refuses the scope %j before it reaches a statement',
    async (scope) => {
      await expect(inScope(app.db, scope, async () => 'ran')).rejects.toThrow(ScopeError);
    },
  );

  it('never changes, removes or empties events', async () => {
    for (const statement of ["UPDATE events SET act = 'x'", 'DELETE FROM events', 'TRUNCATE events'])
      await expect(client.query(statement)).rejects.toMatchObject({ code: '42501' });
    const owner = new pg.Client(app.database.connection);
    await owner.connect();
    for (const statement of ["UPDATE events SET act = 'x'", 'DELETE FROM events', 'TRUNCATE events'])
      await expect(owner.query(statement)).rejects.toThrow('events are only appended');
    await owner.end();
  });

  it('has no way to a stronger role and no DDL', async () => {
    for (const statement of [
      'SET ROLE anju_owner',
      'SET SESSION AUTHORIZATION anju_owner',
      'CREATE TABLE mine (id int)',
      'ALTER TABLE events DISABLE ROW LEVEL SECURITY',
      'DROP POLICY in_scope ON events',
      "COPY events TO PROGRAM 'cat'",
      "SELECT pg_read_file('/etc/passwd')",
    ])
      await expect(client.query(statement), statement).rejects.toMatchObject({ code: '42501' });
    const { rows } = await client.query(
      'SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user',
    );
    expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false }]);
  });

  it('forces row security on every table that holds data, with a policy on each', async () => {
    const { rows } = await client.query<{ name: string }>(
      `SELECT c.relname AS name FROM pg_class c
       WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
         AND NOT (c.relrowsecurity AND c.relforcerowsecurity
           AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polwithcheck IS NOT NULL))
       ORDER BY 1`,
    );
    expect(rows.map(({ name }) => name)).toEqual(OPEN_TABLES);
  });

  it('has the county first in every primary and foreign key of such a table', async () => {
    const { rows } = await client.query<{ name: string }>(
      `SELECT k.conname AS name FROM pg_constraint k
       JOIN pg_class c ON c.oid = k.conrelid
       JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.conkey[1]
       WHERE c.relnamespace = 'public'::regnamespace AND c.relname <> 'migrations'
         AND k.contype IN ('p', 'f') AND a.attname <> 'county'`,
    );
    expect(rows).toEqual([]);
  });

  it('finds a session or a user only by the secret that names it', async () => {
    const count = async (table: string, lookup: string) => {
      await client.query('BEGIN');
      await client.query('SELECT set_config($1, $2, true)', ['anju.lookup', lookup]);
      const { rowCount } = await client.query(`SELECT FROM ${table}`);
      await client.query('COMMIT');
      return rowCount;
    };
    for (const table of ['sessions', 'users'])
      for (const lookup of ['', '%', '00', 'f'.repeat(64), "' OR true --"])
        expect(await count(table, lookup)).toBe(0);
  });
});

import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OTHER_COMMUNITY } from '../../modules/clues/testing/clue-desk.ts';
import { type EveryRecord, layEveryRecord } from '../testing/every-record.ts';

/** Which counties there are is public, and has no row security. */
const OPEN = ['tenants'];
/** Tables that a whole county shares; their region only says of what place, or to whom, a row is. */
const SHARED_IN_COUNTY = ['estates', 'events', 'inbox_items', 'units'];
const NOT_ALLOWED = '42501';
/** A published policy is changed by nobody. */
const FROZEN = '23001';

describe('a row of every table, by the database role', () => {
  let laid: EveryRecord;
  /** Sees and may do everything. */
  let owner: pg.Client;
  let role: pg.Client;
  beforeAll(async () => {
    laid = await layEveryRecord();
    owner = new pg.Client(laid.app.database.connection);
    role = new pg.Client(laid.app.database.app);
    await Promise.all([owner.connect(), role.connect()]);
  });
  afterAll(async () => {
    await Promise.all([owner?.end(), role?.end()]);
    await laid?.app.close();
  });

  async function tablesWith(column: string): Promise<readonly string[]> {
    const { rows } = await owner.query<{ name: string }>(
      `SELECT c.relname AS name FROM pg_class c
       JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = $1 AND NOT a.attisdropped
       WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace ORDER BY 1`,
      [column],
    );
    return rows.map(({ name }) => name).filter((name) => !OPEN.includes(name));
  }

  /** What a statement does under a scope: how many rows, or its SQLSTATE. Nothing stays done. */
  async function tried(scope: string, statement: string, values: unknown[] = []): Promise<number | string> {
    await role.query('BEGIN');
    await role.query(`SET LOCAL anju.scope = '${scope}'`);
    try {
      return (await role.query(statement, values)).rowCount ?? 0;
    } catch (error) {
      if (error instanceof pg.DatabaseError && error.code !== undefined) return error.code;
      throw error;
    } finally {
      await role.query('ROLLBACK');
    }
  }

  /** A line for each thing that the scope of a stranger lets do with the rows that `mine` picks. */
  async function faultsOf(
    table: string,
    { mine, own, foreign }: { readonly mine: string; readonly own: string; readonly foreign: string },
  ): Promise<readonly string[]> {
    const { rows } = await owner.query(`SELECT to_jsonb(t) AS row FROM ${table} t WHERE ${mine}`);
    if (rows.length === 0) return [`${table}: no row is laid`];
    const insert = `INSERT INTO ${table} SELECT * FROM jsonb_populate_record(NULL::${table}, $1)`;
    const outcomes = {
      'is seen': await tried(foreign, `SELECT FROM ${table} WHERE ${mine}`),
      'is changed': await tried(foreign, `UPDATE ${table} SET county = county WHERE ${mine}`),
      'is removed': await tried(foreign, `DELETE FROM ${table} WHERE ${mine}`),
    };
    const inserted = await tried(foreign, insert, [rows[0].row]);
    return [
      ...Object.entries(outcomes)
        .filter(([, outcome]) => outcome !== 0 && outcome !== NOT_ALLOWED)
        .map(([what, outcome]) => `${table} ${what} from ${foreign}: ${outcome}`),
      ...(inserted === NOT_ALLOWED ? [] : [`${table} takes a row from ${foreign}: ${inserted}`]),
      // Else it would be hidden from everybody, and the above would prove nothing.
      ...((await tried(own, `SELECT FROM ${table} WHERE ${mine}`)) === rows.length
        ? []
        : [`${table} is not seen from ${own}`]),
      ...((await tried(own, insert, [rows[0].row])) === NOT_ALLOWED
        ? [`${table} takes no row from ${own}`]
        : []),
    ];
  }

  it('has a county, or is a list of the platform’s', async () => {
    const { rows } = await owner.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class
       WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace`,
    );
    const counties = await tablesWith('county');
    const others = rows.map(({ name }) => name).filter((name) => !counties.includes(name));
    expect(others.sort()).toEqual(['migrations', ...OPEN]);
  });

  it('is neither seen, changed, removed nor written from another county', async () => {
    const faults: string[] = [];
    for (const table of await tablesWith('county'))
      faults.push(
        ...(await faultsOf(table, { mine: "county = '652301'", own: '652301', foreign: '652302' })),
      );
    expect(faults).toEqual([]);
  });

  it('goes to no other county', async () => {
    const regions = await tablesWith('region');
    const gone: string[] = [];
    for (const table of await tablesWith('county')) {
      const region = regions.includes(table) ? ", region = '652302000000'" : '';
      const outcome = await tried('652301', `UPDATE ${table} SET county = '652302'${region}`);
      if (outcome !== NOT_ALLOWED && outcome !== FROZEN) gone.push(`${table}: ${outcome}`);
    }
    expect(gone).toEqual([]);
  });

  it('with a region is neither seen, changed, removed nor written from another community', async () => {
    const faults: string[] = [];
    const scopes = { mine: "county = '652301'", own: '652301', foreign: OTHER_COMMUNITY };
    for (const table of await tablesWith('region'))
      if (!SHARED_IN_COUNTY.includes(table)) faults.push(...(await faultsOf(table, scopes)));
    expect(faults).toEqual([]);
  });
});

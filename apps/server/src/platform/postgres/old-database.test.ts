import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { MIGRATIONS } from '../config.ts';
import { migrate } from './migrate.ts';

/** The schema that the rows are written for. */
const OLD = '0033_reports.sql';
const COUNTY = '652301';
const REGION = '652301001001';
const AT = '2026-05-20T02:00:00Z';

const suffix = randomBytes(6).toString('hex');
const owner = { user: `o_${suffix}`, password: suffix, database: `m_${suffix}` };
const cluster = inject('cluster');
const server = { host: cluster.host, port: cluster.port };
/** Passes row security; the owner of the tables does not. */
let superuser: pg.Client;

async function asSuperuser(database: string): Promise<pg.Client> {
  const client = new pg.Client({ ...server, user: cluster.user, password: cluster.password, database });
  await client.connect();
  return client;
}

beforeAll(async () => {
  const admin = await asSuperuser('postgres');
  await admin.query(`CREATE ROLE ${owner.user} LOGIN PASSWORD '${owner.password}' NOSUPERUSER`);
  await admin.query(`GRANT anju_app TO ${owner.user} WITH ADMIN OPTION`);
  await admin.query(`CREATE DATABASE ${owner.database} OWNER ${owner.user}`);
  await admin.end();
  const before = readdirSync(MIGRATIONS).filter((file) => file <= OLD);
  await migrate({ ...server, ...owner }, before.length);
  superuser = await asSuperuser(owner.database);
});
afterAll(async () => {
  await superuser.end();
  const admin = await asSuperuser('postgres');
  await admin.query(`DROP DATABASE ${owner.database} WITH (FORCE)`);
  await admin.query(`DROP ROLE ${owner.user}`);
  await admin.end();
});

const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;

const FILLERS: Readonly<Record<string, unknown>> = {
  'timestamp with time zone': AT,
  date: '2026-05-20',
  uuid: id(999),
  jsonb: '{}',
  bytea: Buffer.alloc(32),
  boolean: false,
  integer: 1,
  ARRAY: [],
};

/** Writes a row: what the test is about as given, whatever else the table demands with something. */
async function lay(table: string, row: Readonly<Record<string, unknown>>): Promise<void> {
  const { rows } = await superuser.query<{ name: string; type: string }>(
    `SELECT column_name AS name, data_type AS type FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name = $1 AND is_nullable = 'NO' AND column_default IS NULL`,
    [table],
  );
  const demanded = rows.map(({ name, type }) => [name, FILLERS[type] ?? '某']);
  const whole = { ...Object.fromEntries(demanded), county: COUNTY, region: REGION, ...row };
  const columns = await superuser.query<{ name: string }>(
    `SELECT column_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = $1`,
    [table],
  );
  const has = new Set(columns.rows.map(({ name }) => name));
  const entries = Object.entries(whole).filter(([name]) => has.has(name));
  const places = entries.map((_, n) => `$${n + 1}`).join(', ');
  await superuser.query(
    `INSERT INTO ${table} (${entries.map(([name]) => name).join(', ')}) VALUES (${places})`,
    entries.map(([, value]) => value),
  );
}

const [ESTATE, UNIT, TWIN, STAYS, GONE, TENANCY, RUN, FINDING, EXIT] = [1, 2, 3, 4, 5, 6, 7, 8, 9].map(id);
const [CAMPAIGN, CLUE, MERGED, PROBLEM, NOTICE, LATE, USERS, SUMMARY] = [11, 12, 13, 14, 15, 16, 17, 18].map(
  id,
);
const [COMPARED, VISITED, CHECK, DRAWN] = [21, 22, 23, 24].map(id);

async function layOldRows(): Promise<void> {
  await lay('estates', { id: ESTATE });
  await lay('units', { id: UNIT, estate_id: ESTATE, room: '3栋1单元101室', room_backwards: '室101元单1栋3' });
  await lay('units', { id: TWIN, estate_id: ESTATE, room: '03-1-101', room_backwards: '101-1-30' });
  await lay('households', { id: STAYS, code: 'H1', unit_id: TWIN });
  await lay('households', { id: GONE, code: 'H2', state: 'exited' });
  await lay('tenancies', { id: TENANCY, household_id: STAYS, unit_id: TWIN });
  await lay('runs', { id: RUN, counts: '{"new": 1}', finished_at: AT });
  await lay('findings', {
    id: FINDING,
    household_id: STAYS,
    status: 'fail',
    confidence: 'exact',
    state: 'confirmed',
    change: 'new',
    exit_nature: '1A',
    first_run_id: RUN,
    last_run_id: RUN,
  });
  await lay('exits', { id: EXIT, household_id: STAYS, nature: '1A', finding_id: FINDING });
  await lay('feed_duties', { kind: 'vehicle', chased_at: AT });
  await lay('campaigns', { id: CAMPAIGN, owner: COUNTY, state: 'running' });
  const clue = { channel: 'letter', kind: 'report', state: 'received' };
  await lay('clues', { ...clue, id: CLUE, number: 'X1' });
  await lay('clues', { ...clue, id: MERGED, number: 'X2', state: 'merged', merged_into: CLUE });
  await lay('clue_notes', { clue_id: MERGED, act: 'merge', at: '2026-05-18T02:00:00Z' });
  await lay('problems', {
    id: PROBLEM,
    campaign_id: CAMPAIGN,
    number: 'W1',
    clue_id: CLUE,
    state: 'registered',
  });
  const problem = { campaign_id: CAMPAIGN, state: 'registered' };
  await lay('problems', { ...problem, id: COMPARED, number: 'W2', finding_id: FINDING });
  const check = { kind: 'household', seed_kind: 'dice' };
  await lay('checks', { ...check, id: CHECK, campaign_id: CAMPAIGN });
  await lay('check_items', { id: DRAWN, check_id: CHECK, subject_id: GONE, self_check: 'none' });
  await lay('problems', { ...problem, id: VISITED, number: 'W3', check_item_id: DRAWN });
  await lay('supervisions', { id: LATE, number: 'D1', problem_id: PROBLEM, level: 2, state: 'issued' });
  const notice = { role: 'county-officer', kind: 'todo' };
  await lay('inbox_items', { ...notice, id: NOTICE, key: 'a', link: `/problems/${PROBLEM}` });
  await lay('inbox_items', { ...notice, id: USERS, key: 'b', link: '/users' });
  await lay('reports', {
    id: SUMMARY,
    campaign_id: CAMPAIGN,
    form: 'stage',
    state: 'draft',
    typed: '{"stage": {"figures": {"oldest": [{"number": "W1"}], "cases": []}}}',
  });
}

async function one(statement: string): Promise<unknown> {
  const { rows } = await superuser.query({ text: statement, rowMode: 'array' });
  expect(rows, statement).toHaveLength(1);
  return rows[0];
}

it('brings the rows of an old database to their new columns, though its owner is no superuser', async () => {
  const { rows } = await superuser.query('SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = $1', [
    owner.user,
  ]);
  expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false }]);
  await layOldRows();
  expect((await migrate({ ...server, ...owner })).length).toBeGreaterThan(20);

  expect(await one('SELECT run_id, finding_id, change, status FROM run_findings')).toEqual([
    RUN,
    FINDING,
    'new',
    'fail',
  ]);
  expect(await one('SELECT counts FROM runs')).toEqual([{ new: 1, exited: 0 }]);
  expect(await one('SELECT id, room, building FROM units')).toEqual([UNIT, '3-1-101', '3']);
  expect(await one(`SELECT unit_id, left_on FROM households WHERE id = '${STAYS}'`)).toEqual([UNIT, null]);
  expect(await one('SELECT unit_id FROM tenancies')).toEqual([UNIT]);
  expect(await one('SELECT kind FROM feed_chases')).toEqual(['vehicle']);
  expect(await one('SELECT tenancy_id FROM exits')).toEqual([TENANCY]);
  expect(await one(`SELECT left_on::text FROM households WHERE id = '${GONE}'`)).toEqual(['2026-05-20']);
  expect(await one(`SELECT clue_id FROM inbox_items WHERE id = '${NOTICE}'`)).toEqual([CLUE]);
  expect(await one(`SELECT link FROM inbox_items WHERE id = '${USERS}'`)).toEqual(['/people']);
  expect(await one(`SELECT merged_on::text FROM clues WHERE id = '${MERGED}'`)).toEqual(['2026-05-18']);
  const familyOf = (problem = '') => one(`SELECT household_id FROM problems WHERE id = '${problem}'`);
  expect(await familyOf(COMPARED)).toEqual([STAYS]);
  expect(await familyOf(VISITED)).toEqual([GONE]);
  expect(await familyOf(PROBLEM)).toEqual([null]);
  expect(await one('SELECT lapses FROM supervisions')).toEqual([1]);
  const figures =
    'SELECT array_agg(figure || households ORDER BY figure) FROM household_sums WHERE region = ';
  expect(await one(`${figures}'${COUNTY}'`)).toEqual([['active1', 'exited1']]);
  expect(await one(`${figures}'${REGION}'`)).toEqual([['active1', 'exited1']]);
  expect(await one(`SELECT typed->'stage'->'problemIds' FROM reports`)).toEqual([[PROBLEM]]);
});

import { DISCIPLINE_LEVELS, FORM_LEVELS, SUPERVISION_FORMS } from '@anju/domain';
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Tx } from '../../../platform/postgres/database.ts';
import { aboutOpenProblem, type Reader } from '../../recusal/index.ts';
import { finishedEntries, foundEntries, within } from './entry-store.ts';
import type { CountingScope } from './form-scope.ts';
import { type SourceKind, type SourceRef, sourceRef } from './source-ref.ts';

type Condition = RawBuilder<SqlBool>;

/** Which accountability records a column counts; the figure and its list of records come from the same line. */
const PERSON_TIMES: ReadonlyMap<string, Condition> = new Map<string, Condition>([
  ...DISCIPLINE_LEVELS.flatMap(({ key }): [string, Condition][] => [
    [`persons.party.${key}`, sql`a.party_sanction IS NOT NULL AND a.discipline_level = ${key}`],
    [
      `persons.administrative.${key}`,
      sql`a.administrative_sanction IS NOT NULL AND a.discipline_level = ${key}`,
    ],
  ]),
  ['persons.admonished', sql`a.admonished`],
  ['persons.organisational', sql`a.organisational IS NOT NULL`],
  ['persons.judicial', sql`a.judicial`],
  ...Object.keys(SUPERVISION_FORMS).flatMap((form) =>
    FORM_LEVELS.map(({ key }): [string, Condition] => [
      `persons.${form}.${key}`,
      sql`a.form = ${form} AND a.form_level = ${key}`,
    ]),
  ),
]);

const PERSON_CELLS: ReadonlyMap<string, Condition> = new Map([
  ['persons.total', sql<SqlBool>`true`],
  ...PERSON_TIMES,
]);

const UNIT_CELLS: ReadonlyMap<string, Condition> = new Map<string, Condition>([
  ['units.reviewed', sql`u.measure = 'reviewed'`],
  ['units.notified', sql`u.measure = 'notified'`],
]);

/** Measures on a problem that was withdrawn from the ledger count on no form. */
const onStanding = (problem: RawBuilder<unknown>, { county }: CountingScope): Condition => sql`
  (${problem} IS NULL
    OR ${problem} NOT IN (SELECT p.id FROM problems p WHERE p.county = ${county} AND p.state = 'withdrawn'))`;

export const decided = (scope: CountingScope): Condition => sql`
  a.county = ${scope.county} AND a.campaign_id = ${scope.campaignId}::uuid AND a.withdrawn_at IS NULL
  AND ${within(sql`a.decided_on`, scope)} AND ${onStanding(sql`a.problem_id`, scope)}`;

const measured = (scope: CountingScope): Condition => sql`
  u.county = ${scope.county} AND u.campaign_id = ${scope.campaignId}::uuid AND u.withdrawn_at IS NULL
  AND ${within(sql`u.decided_on`, scope)} AND ${onStanding(sql`u.problem_id`, scope)}`;

const exposed = (scope: CountingScope): Condition => sql`
  e.county = ${scope.county} AND e.campaign_id = ${scope.campaignId}::uuid AND e.withdrawn_at IS NULL
  AND ${within(sql`e.exposed_on`, scope)}`;

type Figures = Readonly<Record<string, number>>;

/** The 34 figures by their path below `figures`; money in fen, summed and not rounded. */
export async function countF4(tx: Tx, scope: CountingScope): Promise<Figures> {
  return {
    ...(await countEntries(tx, scope)),
    ...(await countUnits(tx, scope)),
    ...(await countPersons(tx, scope)),
    ...(await countExposures(tx, scope)),
  };
}

async function countEntries(tx: Tx, scope: CountingScope): Promise<Figures> {
  const { rows } = await sql<{ found: number; finished: number; amount: string }>`
    SELECT count(*) AS found, coalesce(sum(amount_fen), 0) AS amount,
      (SELECT count(*) FROM (${finishedEntries(scope)}) f) AS finished
    FROM (${foundEntries(scope)}) f`.execute(tx);
  const [row] = rows;
  return { found: row?.found ?? 0, finished: row?.finished ?? 0, amountFen: Number(row?.amount ?? 0) };
}

const counts = (cells: ReadonlyMap<string, Condition>) =>
  [...cells].map(([path, condition]) => sql`count(*) FILTER (WHERE ${condition}) AS ${sql.id(path)}`);

async function countUnits(tx: Tx, scope: CountingScope): Promise<Figures> {
  const { rows } = await sql<Figures>`
    SELECT ${sql.join(counts(UNIT_CELLS))} FROM unit_measures u WHERE ${measured(scope)}`.execute(tx);
  return rows[0] ?? {};
}

/** Column 5 counts persons, the columns after it person-times. */
async function countPersons(tx: Tx, scope: CountingScope): Promise<Figures> {
  const { rows } = await sql<Figures>`
    SELECT count(DISTINCT a.person_key) AS "persons.total", ${sql.join(counts(PERSON_TIMES))}
    FROM accountability a WHERE ${decided(scope)}`.execute(tx);
  return rows[0] ?? {};
}

/** A problem that two exposures name counts once in their column of problems; a withdrawn one not at all. */
async function countExposures(tx: Tx, scope: CountingScope): Promise<Figures> {
  const { rows } = await sql<Figures>`
    SELECT count(*) AS "exposure.times", coalesce(sum(e.persons), 0)::bigint AS "exposure.persons",
      (SELECT count(DISTINCT p.id) FROM exposures e JOIN problems p ON p.county = e.county
        AND p.id = ANY(e.problem_ids) AND p.state <> 'withdrawn' WHERE ${exposed(scope)})
        AS "exposure.problems"
    FROM exposures e WHERE ${exposed(scope)}`.execute(tx);
  return rows[0] ?? {};
}

/** Paths below `figures` that open their records. */
export const F4_PATHS: readonly string[] = [
  'found',
  'finished',
  ...UNIT_CELLS.keys(),
  ...PERSON_CELLS.keys(),
  'exposure.times',
  'exposure.problems',
  'exposure.persons',
  'amountFen',
];

/** The records that a figure of `countF4` was counted from; the first `most` of them, where given. */
export async function recordsOfF4(
  tx: Tx,
  scope: CountingScope,
  path: string,
  most?: number,
): Promise<readonly SourceRef[]> {
  const query = recordsBehind(scope, path);
  if (query === null) return [];
  const { rows } = await sql<{ kind: SourceKind; id: string }>`${query} LIMIT ${most ?? null}`.execute(tx);
  return rows.map(({ kind, id }) => sourceRef(kind, id));
}

function recordsBehind(scope: CountingScope, path: string): RawBuilder<unknown> | null {
  const person = PERSON_CELLS.get(path);
  if (person !== undefined)
    return sql`SELECT 'accountability' AS kind, a.id FROM accountability a WHERE ${decided(scope)} AND ${person}
      ORDER BY a.decided_on, a.id`;
  const unit = UNIT_CELLS.get(path);
  if (unit !== undefined)
    return sql`SELECT 'unit-measure' AS kind, u.id FROM unit_measures u WHERE ${measured(scope)} AND ${unit}
      ORDER BY u.decided_on, u.id`;
  switch (path) {
    case 'found':
      return sql`SELECT kind, id FROM (${foundEntries(scope)}) f ORDER BY found_on, id`;
    case 'amountFen':
      return sql`SELECT kind, id FROM (${foundEntries(scope)}) f WHERE amount_fen > 0 ORDER BY found_on, id`;
    case 'finished':
      return sql`SELECT kind, id FROM (${finishedEntries(scope)}) f ORDER BY id`;
    case 'exposure.problems':
      return sql`SELECT DISTINCT 'problem' AS kind, p.id FROM exposures e JOIN problems p ON p.county = e.county
        AND p.id = ANY(e.problem_ids) AND p.state <> 'withdrawn' WHERE ${exposed(scope)} ORDER BY p.id`;
    case 'exposure.times':
    case 'exposure.persons':
      return sql`SELECT 'exposure' AS kind, e.id FROM exposures e WHERE ${exposed(scope)} ORDER BY e.exposed_on, e.id`;
    default:
      return null;
  }
}

/** The month's typical cases in the order they were written; for a reader, those that are not kept from them. */
export async function listTypicalCases(
  tx: Tx,
  scope: Pick<CountingScope, 'county' | 'campaignId'>,
  month: string,
  reader: Reader | null = null,
): Promise<readonly { readonly id: string; readonly text: string }[]> {
  const open = reader === null ? sql`true` : aboutOpenProblem(reader, 'c');
  const { rows } = await sql<{ id: string; text: string }>`
    SELECT c.id, c.text FROM typical_cases c
    WHERE c.county = ${scope.county} AND c.campaign_id = ${scope.campaignId}::uuid AND c.month = ${month}
      AND ${open}
    ORDER BY c.created_at, c.id`.execute(tx);
  return rows;
}

import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../platform/postgres/database.ts';
import { aboutOpenClue, clueOpenTo } from '../recusal/index.ts';
import type { ProblemReader } from './problem-store.ts';

/** A clue or a problem whose result is made public. */
export interface CaseRef {
  readonly kind: 'clue' | 'problem';
  readonly id: string;
}

export interface PublicCase extends CaseRef {
  readonly number: string;
  readonly summary: string;
  readonly campaign_id: string | null;
  readonly closed: boolean;
}

/** Clues and problems that `reader` may see, those of people's requests as well as those of the ledger. */
const visibleCases = (reader: ProblemReader): RawBuilder<unknown> => sql`(
  SELECT c.county, 'clue' AS kind, c.id, c.number, c.summary, c.campaign_id, c.state = 'closed' AS closed
  FROM clues c WHERE c.region LIKE ${`${reader.scope}%`} AND ${clueOpenTo(reader)}
  UNION ALL
  SELECT p.county, 'problem', p.id, p.number, p.description, p.campaign_id, p.state = 'closed'
  FROM problems p WHERE p.region LIKE ${`${reader.scope}%`} AND ${aboutOpenClue(reader, 'p')})`;

/**
 * What a publication of a campaign could name: closed, of the campaign, or a clue of none; the newest numbers first.
 * @param q part of a number or of what it is about
 */
export async function listPublishable(
  tx: Tx,
  reader: ProblemReader,
  of: { readonly county: string; readonly campaignId: string; readonly q: string },
  limit: number,
): Promise<readonly PublicCase[]> {
  const words = `%${of.q.replaceAll(/[\\%_]/g, '\\$&')}%`;
  const { rows } = await sql<PublicCase>`
    SELECT v.* FROM ${visibleCases(reader)} v
    WHERE v.county = ${of.county} AND v.closed AND coalesce(v.campaign_id, ${of.campaignId}::uuid) = ${of.campaignId}::uuid
      AND (v.number LIKE ${words} OR v.summary LIKE ${words})
    ORDER BY v.id DESC LIMIT ${limit}`.execute(tx);
  return rows;
}

export async function readCases(
  tx: Tx,
  reader: ProblemReader,
  county: string,
  ids: readonly string[],
): Promise<readonly PublicCase[]> {
  const { rows } = await sql<PublicCase>`
    SELECT v.* FROM ${visibleCases(reader)} v
    WHERE v.county = ${county} AND v.id = ANY(${[...ids]}::uuid[])`.execute(tx);
  return rows;
}

/** What each publication names, as far as `reader` may see it. */
export async function listPublishedCases(
  tx: Tx,
  reader: ProblemReader,
  results: readonly string[],
): Promise<readonly (PublicCase & { readonly result_id: string })[]> {
  const { rows } = await sql<PublicCase & { result_id: string }>`
    SELECT v.*, u.result_id FROM publication_cases u
    JOIN ${visibleCases(reader)} v ON v.county = u.county AND v.id = u.case_id
    WHERE u.result_id = ANY(${[...results]}::uuid[]) ORDER BY v.number, v.id`.execute(tx);
  return rows;
}

/** What a publication names from now on, of what the writer may see; what is kept from them stays in it. */
export async function writeCases(
  tx: Tx,
  result: { readonly county: string; readonly id: string },
  before: readonly CaseRef[],
  cases: readonly CaseRef[],
): Promise<void> {
  const gone = before.filter(({ id }) => !cases.some((one) => one.id === id)).map(({ id }) => id);
  await sql`
    DELETE FROM publication_cases
    WHERE county = ${result.county} AND result_id = ${result.id}::uuid AND case_id = ANY(${gone}::uuid[])`.execute(
    tx,
  );
  for (const { kind, id } of cases)
    await sql`
      INSERT INTO publication_cases (county, result_id, case_id, clue_id, problem_id)
      VALUES (${result.county}, ${result.id}, ${id}, ${kind === 'clue' ? id : null}, ${kind === 'problem' ? id : null})
      ON CONFLICT DO NOTHING`.execute(tx);
}

export interface PublicationRow {
  readonly campaign_id: string;
  readonly title: string;
  readonly on: string;
}

/** Where the result of a problem was made public. */
export async function listPublicationsOf(
  tx: Tx,
  problem: { readonly county: string; readonly id: string },
): Promise<readonly PublicationRow[]> {
  const { rows } = await sql<PublicationRow>`
    SELECT r.campaign_id, r.title, r."on"
    FROM publication_cases u JOIN campaign_results r ON r.county = u.county AND r.id = u.result_id
    WHERE u.county = ${problem.county} AND u.case_id = ${problem.id}::uuid ORDER BY r."on", r.id`.execute(tx);
  return rows;
}

import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Tx } from '../../platform/postgres/database.ts';
import { aboutOpenClue, aboutOpenProblem, clueOpenTo, type Reader } from '../recusal/index.ts';
import { countedAs } from './counted-as.ts';
import { readSourceRef, SOURCE_KINDS, type SourceKind, type SourceRef } from './forms/source-ref.ts';

/** A record behind a figure, as a list shows it. */
export interface DescribedRecord {
  readonly ref: string;
  readonly kindLabel: string;
  readonly number: string;
  readonly title: string;
  readonly on: string | null;
  readonly link: string | null;
  /** What it adds to a figure that is a sum: fen, persons, projects. */
  readonly counted: number | null;
}

interface Found {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly on: string | null;
  /** Where it is read: the record itself, the case it belongs to, or the list it stands in. */
  readonly link: string | null;
  readonly counted?: number | null;
}

const BARRED = '（按回避规定不显示）';

/**
 * The records with what a list shows of them, in the order asked for; those gone since are left out.
 *
 * @param path of the figure that they stand behind, where they do
 */
export async function describeRecords(
  tx: Tx,
  county: string,
  refs: readonly SourceRef[],
  reader: Reader,
  path = '',
): Promise<readonly DescribedRecord[]> {
  const adds = countedAs(path) === 'sums';
  const byKind = new Map<SourceKind, string[]>();
  for (const ref of refs) {
    const { kind, id } = readSourceRef(ref);
    byKind.set(kind, [...(byKind.get(kind) ?? []), id]);
  }
  const described = new Map<string, DescribedRecord>();
  for (const [kind, ids] of byKind) {
    for (const row of await recordsOf(tx, kind, { county, ids, reader })) {
      const ref = `${kind}:${row.id}`;
      const { number, title, on, link } = row;
      const counted = adds ? (row.counted ?? 0) : null;
      described.set(ref, { ref, kindLabel: SOURCE_KINDS[kind], number, title, on, link, counted });
    }
  }
  return refs.flatMap((ref) => described.get(ref) ?? []);
}

interface Wanted {
  readonly county: string;
  readonly ids: readonly string[];
  readonly reader: Reader;
}

async function recordsOf(tx: Tx, kind: SourceKind, wanted: Wanted): Promise<readonly Found[]> {
  const { rows } = await sql<Found>`${recordQuery(kind, wanted)}`.execute(tx);
  return rows;
}

const CASE_LINK = sql`CASE WHEN r.problem_id IS NOT NULL THEN '/problems/' || r.problem_id
  WHEN r.clue_id IS NOT NULL THEN '/clues/' || r.clue_id END`;

function recordQuery(kind: SourceKind, { county, ids, reader }: Wanted) {
  const these = sql`r.county = ${county} AND r.id = ANY(${[...ids]}::uuid[])`;
  const unlessBarred = (title: RawBuilder<unknown>, open: RawBuilder<SqlBool>) =>
    sql`CASE WHEN ${open} THEN ${title} ELSE ${BARRED} END AS title`;
  const itself = aboutOpenClue(reader, 'r');
  const problem = aboutOpenProblem(reader, 'r');
  switch (kind) {
    case 'problem':
      return sql`SELECT r.id, r.number, ${unlessBarred(sql`r.description`, itself)}, r.found_on AS "on", '/problems/' || r.id AS link,
          r.amount_fen AS counted FROM problems r WHERE ${these}`;
    case 'clue':
      return sql`
        SELECT r.id, r.number, ${unlessBarred(sql`r.summary`, clueOpenTo(reader, 'r'))}, r.received_on AS "on", '/clues/' || r.id AS link,
          r.amount_fen AS counted FROM clues r WHERE ${these}`;
    case 'accountability':
      return sql`SELECT r.id, r.document_no AS number, ${unlessBarred(sql`concat_ws(' ', r.name, r.post)`, sql`${itself} AND ${problem}`)}, r.decided_on AS "on",
          ${CASE_LINK} AS link FROM accountability r WHERE ${these}`;
    case 'unit-measure':
      return sql`SELECT r.id, r.document_no AS number, ${unlessBarred(sql`r.unit_name`, problem)}, r.decided_on AS "on",
          CASE WHEN r.problem_id IS NOT NULL THEN '/problems/' || r.problem_id END AS link
        FROM unit_measures r WHERE ${these}`;
    case 'exposure':
      return sql`SELECT r.id, r.medium AS number, r.title, r.exposed_on AS "on",
          CASE WHEN cardinality(r.problem_ids) = 1 THEN '/problems/' || r.problem_ids[1]
            ELSE '/accountability/exposures?campaign=' || r.campaign_id || '&month=' || to_char(r.exposed_on, 'YYYY-MM') END AS link,
          r.persons AS counted FROM exposures r WHERE ${these}`;
    case 'typical-case':
      return sql`SELECT r.id, r.month AS number, ${unlessBarred(sql`r.text`, problem)}, NULL::date AS "on",
          CASE WHEN r.problem_id IS NOT NULL THEN '/problems/' || r.problem_id END AS link
        FROM typical_cases r WHERE ${these}`;
    case 'result':
      return sql`SELECT r.id, r.document_no AS number, r.title, r."on",
          '/campaigns/' || r.campaign_id || '/lists?list=' || CASE r.kind WHEN 'institution' THEN r.kind ELSE 'achievement' END AS link,
          r.projects AS counted FROM campaign_results r WHERE ${these}`;
    case 'exit':
      return sql`SELECT r.id, h.code AS number, h.applicant_name AS title, r.established_on AS "on",
          '/households/' || r.household_id AS link
        FROM exits r JOIN households h ON h.county = r.county AND h.id = r.household_id WHERE ${these}`;
    case 'contact':
      return sql`SELECT r.position::text AS id, r.region_name AS number, concat_ws(' ', r.name, r.post) AS title,
          NULL::date AS "on", NULL AS link
        FROM campaign_contacts r WHERE r.county = ${county} AND r.position::text = ANY(${[...ids]}::text[])`;
  }
}

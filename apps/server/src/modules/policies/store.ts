import { sql } from 'kysely';
import type { Tx } from '../../platform/postgres/database.ts';
import { inCounties } from '../stock/index.ts';

export interface PolicyRow {
  readonly county: string;
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly document_no: string;
  readonly effective_from: string;
  /** As the pack says it: of a draft any text. */
  readonly effective_to: string | null;
  readonly state: 'draft' | 'published';
  readonly drafted_by: string;
  readonly drafted_by_name: string;
  readonly drafted_at: Date;
  readonly editors: readonly string[];
  readonly revision: number;
  readonly published_by: string | null;
  readonly published_by_name: string | null;
  readonly published_at: Date | null;
}

export interface PolicyFile extends PolicyRow {
  readonly pack: unknown;
}

const COLUMNS = sql`county, id, version, title, document_no, effective_from::text, pack->>'effectiveTo' AS effective_to, state, drafted_by, drafted_by_name, drafted_at,
  editors, revision, published_by, published_by_name, published_at`;

/** Those of a county or of several, a county's newest first. */
export async function listPolicies(tx: Tx, scope: string): Promise<readonly PolicyRow[]> {
  const { rows } = await sql<PolicyRow>`
    SELECT ${COLUMNS} FROM policies WHERE ${inCounties(sql`county`, scope)}
    ORDER BY county, version DESC`.execute(tx);
  return rows;
}

/** `scope`: a county, or the prefix of several. */
export async function readPolicy(tx: Tx, scope: string, id: string): Promise<PolicyFile | null> {
  const { rows } = await sql<PolicyFile>`
    SELECT ${COLUMNS}, pack FROM policies
    WHERE ${inCounties(sql`county`, scope)} AND id = ${id}::uuid`.execute(tx);
  return rows[0] ?? null;
}

/** Held until the transaction ends: a draft is not edited while it is being published. */
export async function lockPolicy(tx: Tx, county: string, id: string): Promise<PolicyFile | null> {
  const { rows } = await sql<PolicyFile>`
    SELECT ${COLUMNS}, pack FROM policies WHERE county = ${county} AND id = ${id}::uuid FOR UPDATE`.execute(
    tx,
  );
  return rows[0] ?? null;
}

/** What a published pack says of its own end is a date, or it would not have been published; without one it stands. */
const inForceOn = (onDate: string) => sql`state = 'published' AND effective_from <= ${onDate}::date
      AND coalesce(pack->>'effectiveTo', ${onDate}::text) >= ${onDate}::text`;

/** The published pack in force on `onDate`, or null where none is. */
export async function policyInForce(tx: Tx, county: string, onDate: string): Promise<PolicyFile | null> {
  const { rows } = await sql<PolicyFile>`
    SELECT ${COLUMNS}, pack FROM policies
    WHERE county = ${county} AND ${inForceOn(onDate)}
    ORDER BY effective_from DESC, version DESC LIMIT 1`.execute(tx);
  return rows[0] ?? null;
}

/** Ids of the packs in force on `onDate`: one a county. */
export async function listInForce(tx: Tx, scope: string, onDate: string): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    SELECT DISTINCT ON (county) id FROM policies
    WHERE ${inCounties(sql`county`, scope)} AND ${inForceOn(onDate)}
    ORDER BY county, effective_from DESC, version DESC`.execute(tx);
  return new Set(rows.map((row) => row.id));
}

export interface DraftToStore {
  readonly title: string;
  readonly documentNo: string;
  readonly effectiveFrom: string;
  readonly pack: unknown;
}

export async function insertDraft(
  tx: Tx,
  draft: DraftToStore & {
    readonly county: string;
    readonly id: string;
    readonly by: { readonly id: string; readonly name: string };
    readonly at: Date;
  },
): Promise<void> {
  // Two drafts at once ask for the same number; the second waits here instead of failing on the constraint.
  await sql`SELECT pg_advisory_xact_lock(hashtext('anju.policies'), ${Number(draft.county)})`.execute(tx);
  await sql`
    INSERT INTO policies (county, id, version, title, document_no, effective_from, state, pack, drafted_by,
      drafted_by_name, drafted_at, editors)
    SELECT ${draft.county}, ${draft.id}::uuid, coalesce(max(version), 0) + 1, ${draft.title}, ${draft.documentNo},
      ${draft.effectiveFrom}::date, 'draft', ${JSON.stringify(draft.pack)}::jsonb, ${draft.by.id}::uuid,
      ${draft.by.name}, ${draft.at}, ARRAY[${draft.by.id}::uuid]
    FROM policies WHERE county = ${draft.county}`.execute(tx);
}

export async function updateDraft(
  tx: Tx,
  key: { readonly county: string; readonly id: string },
  draft: DraftToStore,
  editor: string,
): Promise<void> {
  await sql`
    UPDATE policies SET title = ${draft.title}, document_no = ${draft.documentNo},
      effective_from = ${draft.effectiveFrom}::date, pack = ${JSON.stringify(draft.pack)}::jsonb,
      revision = revision + 1,
      editors = CASE WHEN ${editor}::uuid = ANY (editors) THEN editors ELSE editors || ${editor}::uuid END
    WHERE county = ${key.county} AND id = ${key.id}::uuid AND state = 'draft'`.execute(tx);
}

export async function markPublished(
  tx: Tx,
  key: { readonly county: string; readonly id: string },
  by: { readonly id: string; readonly name: string },
  at: Date,
): Promise<void> {
  await sql`
    UPDATE policies SET state = 'published', published_by = ${by.id}::uuid, published_by_name = ${by.name},
      published_at = ${at}
    WHERE county = ${key.county} AND id = ${key.id}::uuid AND state = 'draft'`.execute(tx);
}

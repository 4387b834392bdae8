import { FACTS_CHANGED, type FindingChange, type RecordedFinding, SETTLED_STATES } from '@anju/domain';
import { sql } from 'kysely';
import type { Tx } from '../../platform/postgres/database.ts';

/** What a run raised, as a row to be. */
export interface FindingToStore {
  readonly id: string;
  readonly region: string;
  readonly household: string;
  readonly householdCode: string;
  readonly memberId: string | null;
  readonly subject: string;
  readonly rule: string;
  readonly status: 'fail' | 'incomparable';
  readonly confidence: 'exact' | 'probable';
  readonly clause: string;
  readonly reason: string;
  readonly evidence: unknown;
  readonly lineage: unknown;
  readonly factsHash: string;
}

/** Nobody acts on what is under inquiry until the transaction ends; an act that is under way is waited for. */
export async function lockUnsettled(tx: Tx, county: string): Promise<void> {
  await sql`
    SELECT count(*) FROM (
      SELECT FROM findings WHERE county = ${county} AND state <> ALL(${[...SETTLED_STATES]}::text[])
      ORDER BY id FOR NO KEY UPDATE) locked`.execute(tx);
}

/** Every finding on record of the county in the order of raising, as the comparison of runs needs it. */
export async function listRecorded(tx: Tx, county: string): Promise<readonly RecordedFinding[]> {
  const { rows } = await sql<RecordedFinding>`
    SELECT id, household_id AS household, rule, subject, facts_hash AS "factsHash", status, state, change
    FROM findings WHERE county = ${county} ORDER BY id`.execute(tx);
  return rows;
}

/** Rows go in as one JSON parameter a batch: one round trip for hundreds. */
const BATCH = 500;

function batches<T>(all: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / BATCH) }, (_, n) =>
    all.slice(n * BATCH, (n + 1) * BATCH),
  );
}

export async function insertFindings(
  tx: Tx,
  findings: readonly FindingToStore[],
  context: { readonly county: string; readonly runId: string; readonly policyId: string; readonly at: Date },
): Promise<void> {
  for (const batch of batches(findings)) {
    await sql`
      INSERT INTO findings (county, id, region, household_id, household_code, member_id, subject, rule, status,
        confidence, state, change, clause, reason, evidence, lineage, policy_id, facts_hash,
        first_run_id, last_run_id, created_at, updated_at)
      SELECT ${context.county}, r.id, r.region, r.household, r."householdCode", r."memberId", r.subject, r.rule,
        r.status, r.confidence, 'open', 'new', r.clause, r.reason, r.evidence, r.lineage,
        ${context.policyId}::uuid, r."factsHash", ${context.runId}::uuid, ${context.runId}::uuid,
        ${context.at}::timestamptz, ${context.at}::timestamptz
      FROM jsonb_to_recordset(${JSON.stringify(batch)}::jsonb) AS r (
        id uuid, region varchar, household uuid, "householdCode" text, "memberId" uuid, subject text, rule text,
        status text, confidence text, clause text, reason text, evidence jsonb, lineage jsonb, "factsHash" text)`.execute(
      tx,
    );
  }
}

/** Says in the inquiry of each that its facts are other ones now; to be written before they are replaced. */
export async function noteChangedFacts(
  tx: Tx,
  changed: readonly { readonly noteId: string; readonly id: string; readonly reason: string }[],
  context: {
    readonly county: string;
    readonly startedBy: { readonly id: string; readonly name: string };
    readonly at: Date;
  },
): Promise<void> {
  for (const batch of batches(changed)) {
    await sql`
      INSERT INTO finding_notes (county, id, region, finding_id, act, text, by_id, by_name, at)
      SELECT f.county, r."noteId", f.region, f.id, ${FACTS_CHANGED.act},
        '原为：' || f.reason || '。现为：' || r.reason, ${context.startedBy.id}::uuid, ${context.startedBy.name},
        ${context.at}::timestamptz
      FROM jsonb_to_recordset(${JSON.stringify(batch)}::jsonb) AS r ("noteId" uuid, id uuid, reason text)
      JOIN findings f ON f.county = ${context.county} AND f.id = r.id`.execute(tx);
  }
}

/** Raised again: the facts of now and who has most of it, the inquiry as it stood. */
export async function updateRaisedAgain(
  tx: Tx,
  again: readonly {
    readonly id: string;
    readonly now: FindingToStore;
    readonly change: 'new' | 'persisting';
  }[],
  context: { readonly county: string; readonly runId: string; readonly policyId: string; readonly at: Date },
): Promise<void> {
  for (const batch of batches(again)) {
    const rows = batch.map(({ id, now, change }) => ({ ...now, id, change }));
    await sql`
      UPDATE findings f
      SET change = r.change, member_id = r."memberId", subject = r.subject,
        last_run_id = ${context.runId}::uuid, policy_id = ${context.policyId}::uuid,
        confidence = r.confidence, status = r.status, clause = r.clause, reason = r.reason,
        evidence = r.evidence, lineage = r.lineage, facts_hash = r."factsHash",
        updated_at = CASE WHEN f.facts_hash = r."factsHash" THEN f.updated_at ELSE ${context.at}::timestamptz END,
        version = f.version + CASE WHEN f.facts_hash = r."factsHash" THEN 0 ELSE 1 END
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r (
        id uuid, change text, "memberId" uuid, subject text, confidence text, status text, clause text, reason text, evidence jsonb, lineage jsonb,
        "factsHash" text)
      WHERE f.county = ${context.county} AND f.id = r.id`.execute(tx);
  }
}

/** Raised and not comparable: on the desk as it was. */
export async function keepUncompared(
  tx: Tx,
  ids: readonly string[],
  context: { readonly county: string; readonly runId: string },
): Promise<void> {
  await sql`
    UPDATE findings SET change = 'persisting', last_run_id = ${context.runId}::uuid
    WHERE county = ${context.county} AND id = ANY(${ids}::uuid[])`.execute(tx);
}

/** A finding that waits for a person, as a notice about it needs it. */
export interface WaitingFinding {
  readonly id: string;
  readonly state: 'assigned' | 'answered' | 'proposed';
  readonly region: string;
  readonly household_code: string;
  readonly assigned_to: string | null;
  readonly due_on: string | null;
  readonly proposed_by: string | null;
}

/** Those of the findings on which somebody has begun to work. */
export async function listWaiting(
  tx: Tx,
  county: string,
  ids: readonly string[],
): Promise<readonly WaitingFinding[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<WaitingFinding>`
    SELECT id, state, region, household_code, assigned_to, due_on, proposed_by FROM findings
    WHERE county = ${county} AND id = ANY(${ids}::uuid[]) AND state IN ('assigned', 'answered', 'proposed')
    ORDER BY id`.execute(tx);
  return rows;
}

/** No longer raised: nothing is deleted, the desk no longer asks for it. */
export async function takeOffDesk(
  tx: Tx,
  ids: readonly string[],
  change: 'cleared' | 'exited',
  context: { readonly county: string; readonly runId: string; readonly at: Date },
): Promise<void> {
  await sql`
    UPDATE findings SET change = ${change}, last_run_id = ${context.runId}::uuid, updated_at = ${context.at}
    WHERE county = ${context.county} AND id = ANY(${ids}::uuid[])`.execute(tx);
}

/** What the run did to its findings, as it was then. */
export async function insertRunFindings(
  tx: Tx,
  findings: readonly { readonly id: string; readonly change: FindingChange; readonly status: string }[],
  context: { readonly county: string; readonly runId: string },
): Promise<void> {
  for (const batch of batches(findings)) {
    await sql`
      INSERT INTO run_findings (county, run_id, finding_id, change, status)
      SELECT ${context.county}, ${context.runId}::uuid, r.id, r.change, r.status
      FROM jsonb_to_recordset(${JSON.stringify(batch)}::jsonb) AS r (id uuid, change text, status text)`.execute(
      tx,
    );
  }
}

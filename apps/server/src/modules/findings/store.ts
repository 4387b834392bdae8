import {
  type Conclusion,
  type ExitNature,
  type FindingState,
  type FindingWithPeople,
  type RecordedFinding,
  SETTLED_STATES,
} from '@anju/domain';
import { sql } from 'kysely';
import type { Tx } from '../../platform/postgres/database.ts';

/** A finding with everything its page and its acts need. */
export interface StoredFinding {
  readonly county: string;
  readonly id: string;
  readonly region: string;
  readonly household_id: string;
  readonly household_code: string;
  readonly member_id: string | null;
  readonly subject: string;
  readonly rule: string;
  readonly status: string;
  readonly confidence: string;
  readonly state: FindingState;
  readonly change: RecordedFinding['change'];
  readonly clause: string;
  readonly reason: string;
  readonly evidence: Readonly<Record<string, unknown>>;
  readonly lineage: readonly StoredLineage[];
  readonly policy_id: string;
  readonly first_run_id: string;
  readonly last_run_id: string;
  readonly assigned_to: string | null;
  readonly due_on: string | null;
  readonly proposed_by: string | null;
  readonly proposed_by_name: string | null;
  /** Who entered what the family answered. */
  readonly answered_by: readonly string[];
  readonly proposed_conclusion: Conclusion | null;
  readonly proposed_reason: string | null;
  readonly exit_nature: ExitNature | null;
  readonly concluded_by_name: string | null;
  readonly concluded_at: Date | null;
  readonly changed_by_name: string | null;
  readonly updated_at: Date;
  readonly version: number;
}

/** What decides which acts are open on it. */
export const standingOf = (finding: StoredFinding): FindingWithPeople => ({
  state: finding.state,
  change: finding.change,
  proposedBy: finding.proposed_by,
  answeredBy: finding.answered_by,
});

export interface StoredLineage {
  readonly register: string;
  readonly file: string;
  readonly row: number;
  readonly asOf: string | null;
}

const SELECT_FINDING = sql`
  SELECT f.*, ARRAY(SELECT DISTINCT n.by_id FROM finding_notes n
    WHERE n.county = f.county AND n.finding_id = f.id AND n.act = 'record-answer') AS answered_by
  FROM findings f`;

/**
 * A finding, locked until the transaction ends: two people acting at once are served one after the other. Its key stays
 * free, because an exit may come to rest on it meanwhile.
 */
export async function lockFinding(tx: Tx, id: string): Promise<StoredFinding | null> {
  const { rows } = await sql<StoredFinding>`
    ${SELECT_FINDING} WHERE f.id = ${id}::uuid FOR NO KEY UPDATE OF f`.execute(tx);
  return rows[0] ?? null;
}

/** The counties among whose findings of these some belong to families that stand in no community yet. */
export async function listCountiesUnplaced(tx: Tx, ids: readonly string[]): Promise<readonly string[]> {
  const { rows } = await sql<{ county: string }>`
    SELECT DISTINCT county FROM findings WHERE id = ANY(${ids}::uuid[]) AND region = rpad(county, 12, '0')
    ORDER BY county`.execute(tx);
  return rows.map(({ county }) => county);
}

/** Locks findings, and with one of a family in no community all of that family's: they move together. */
export async function lockToAssign(tx: Tx, ids: readonly string[]): Promise<void> {
  await sql`
    SELECT count(*) FROM (
      SELECT FROM findings f
      WHERE f.id = ANY(${ids}::uuid[]) OR (f.county, f.household_id) IN (
        SELECT county, household_id FROM findings WHERE id = ANY(${ids}::uuid[]) AND region = rpad(county, 12, '0'))
      ORDER BY f.id FOR NO KEY UPDATE) locked`.execute(tx);
}

export async function readFinding(tx: Tx, id: string): Promise<StoredFinding | null> {
  const { rows } = await sql<StoredFinding>`${SELECT_FINDING} WHERE f.id = ${id}::uuid`.execute(tx);
  return rows[0] ?? null;
}

/** Another inquiry into the same matter of the same family that the desk still asks for, or null. */
export async function findOpenTwin(
  tx: Tx,
  finding: StoredFinding,
): Promise<{ readonly id: string; readonly state: FindingState } | null> {
  const { rows } = await sql<{ id: string; state: FindingState }>`
    SELECT id, state FROM findings
    WHERE county = ${finding.county} AND household_id = ${finding.household_id} AND rule = ${finding.rule}
      AND subject = ${finding.subject} AND id <> ${finding.id}::uuid
      AND state <> ALL(${[...SETTLED_STATES]}::text[]) AND change NOT IN ('cleared', 'exited')
    ORDER BY id DESC LIMIT 1`.execute(tx);
  return rows[0] ?? null;
}

export interface FindingChange {
  readonly state: FindingState;
  readonly assignedTo?: string | null;
  readonly dueOn?: string | null;
  readonly proposal?: {
    readonly by: string;
    readonly byName: string;
    readonly conclusion: Conclusion;
    readonly reason: string;
    readonly exitNature: ExitNature | null;
  } | null;
  readonly concluded?: { readonly by: string; readonly byName: string } | null;
}

/** Writes what an act changed; what it does not name stays as it is. */
export async function updateFinding(
  tx: Tx,
  id: string,
  change: FindingChange,
  by: { readonly name: string; readonly at: Date },
): Promise<void> {
  const parts = [
    sql`state = ${change.state}`,
    sql`changed_by_name = ${by.name}`,
    sql`updated_at = ${by.at}`,
    sql`version = version + 1`,
  ];
  if (change.assignedTo !== undefined) parts.push(sql`assigned_to = ${change.assignedTo}`);
  if (change.dueOn !== undefined) parts.push(sql`due_on = ${change.dueOn}::date`);
  if (change.proposal !== undefined) {
    const proposal = change.proposal;
    parts.push(
      sql`proposed_by = ${proposal?.by ?? null}::uuid`,
      sql`proposed_by_name = ${proposal?.byName ?? null}`,
      sql`proposed_conclusion = ${proposal?.conclusion ?? null}`,
      sql`proposed_reason = ${proposal?.reason ?? null}`,
      sql`exit_nature = ${proposal?.exitNature ?? null}`,
    );
  }
  if (change.concluded !== undefined) {
    parts.push(
      sql`concluded_by = ${change.concluded?.by ?? null}::uuid`,
      sql`concluded_by_name = ${change.concluded?.byName ?? null}`,
      sql`concluded_at = ${change.concluded === null ? null : by.at}`,
    );
  }
  await sql`UPDATE findings SET ${sql.join(parts)} WHERE id = ${id}::uuid`.execute(tx);
}

export interface NoteRow {
  readonly id: string;
  readonly act: string;
  readonly method: string | null;
  readonly answerBy: string | null;
  readonly text: string;
  readonly by_name: string;
  readonly at: Date;
}

export async function insertNote(
  tx: Tx,
  note: {
    readonly county: string;
    readonly id: string;
    readonly region: string;
    readonly findingId: string;
    readonly act: string;
    readonly method: string | null;
    readonly answerBy: string | null;
    readonly text: string;
    readonly byId: string;
    readonly byName: string;
    readonly at: Date;
  },
): Promise<void> {
  await sql`
    INSERT INTO finding_notes (county, id, region, finding_id, act, method, answer_by, text, by_id, by_name, at)
    VALUES (${note.county}, ${note.id}, ${note.region}, ${note.findingId}, ${note.act}, ${note.method},
            ${note.answerBy}::date, ${note.text}, ${note.byId}, ${note.byName}, ${note.at})`.execute(tx);
}

export async function listNotes(tx: Tx, findingId: string): Promise<readonly NoteRow[]> {
  const { rows } = await sql<NoteRow>`
    SELECT id, act, method, answer_by AS "answerBy", text, by_name, at FROM finding_notes
    WHERE finding_id = ${findingId}::uuid ORDER BY at, id`.execute(tx);
  return rows;
}

/** The policy a finding was judged by, as its page names it. */
export async function readPolicyName(
  tx: Tx,
  id: string,
): Promise<{ id: string; title: string; documentNo: string; version: number }> {
  const { rows } = await sql<{ id: string; title: string; documentNo: string; version: number }>`
    SELECT id, title, document_no AS "documentNo", version FROM policies WHERE id = ${id}::uuid`.execute(tx);
  const [policy] = rows;
  if (policy === undefined) throw new Error(`policy ${id} of a finding is gone`);
  return policy;
}

/** Takes what hangs on a household's findings along to the community where the household now stands. */
export async function moveFindings(
  tx: Tx,
  of: { readonly county: string; readonly household_id: string },
  region: string,
): Promise<void> {
  const { county, household_id: household } = of;
  for (const table of ['findings', 'exits']) {
    await sql`UPDATE ${sql.table(table)} SET region = ${region}
      WHERE county = ${county} AND household_id = ${household}`.execute(tx);
  }
  for (const table of ['finding_notes', 'papers']) {
    await sql`UPDATE ${sql.table(table)} SET region = ${region}
      WHERE county = ${county} AND finding_id IN (
        SELECT id FROM findings WHERE county = ${county} AND household_id = ${household})`.execute(tx);
  }
}

/** What the roster says of a household: the declared side of a finding. */
export interface Declared {
  readonly category: string | null;
  readonly applicant_name: string;
  readonly estate: string | null;
  readonly room: string | null;
  readonly floor_area_cm2: number | null;
  readonly monthly_rent_fen: number | null;
  readonly start_on: string | null;
  readonly end_on: string | null;
  readonly arrears_months: number | null;
  readonly members: readonly {
    readonly id: string;
    readonly name: string;
    readonly relation: string;
    readonly id_masked: string | null;
  }[];
}

export async function readDeclared(tx: Tx, householdId: string): Promise<Declared> {
  const { rows } = await sql<Omit<Declared, 'members'>>`
    SELECT h.category, h.applicant_name, t.estate_name AS estate, t.room, t.floor_area_cm2, t.monthly_rent_fen,
      t.start_on, t.end_on, t.arrears_months
    FROM households h
    LEFT JOIN tenancies t ON t.county = h.county AND t.household_id = h.id AND t.replaced_at IS NULL
    WHERE h.id = ${householdId}::uuid`.execute(tx);
  const members = await sql<Declared['members'][number]>`
    SELECT id, name, relation, id_masked FROM members
    WHERE household_id = ${householdId}::uuid AND removed_at IS NULL ORDER BY position`.execute(tx);
  const [household] = rows;
  if (household === undefined) throw new Error(`household ${householdId} of a finding is gone`);
  return { ...household, members: members.rows };
}

/** Names by member id, of those too whom a later roster no longer has: evidence names people by id. */
export async function readMemberNames(tx: Tx, householdId: string): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`
    SELECT id, name FROM members WHERE household_id = ${householdId}::uuid`.execute(tx);
  return new Map(rows.map((row) => [row.id, row.name]));
}

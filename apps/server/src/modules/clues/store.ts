import {
  type ClueChannel,
  type ClueKind,
  type ClueResult,
  type ClueState,
  NO_ENTRY,
  type Satisfaction,
} from '@anju/domain';
import { type RawBuilder, type SqlBool, sql, type Updateable } from 'kysely';
import type { Tx } from '../../platform/postgres/database.ts';
import type { Clues } from '../../platform/postgres/schema.gen.ts';
import { clueOpenTo, type Reader as KeptReader } from '../recusal/index.ts';
import { inCounties } from '../stock/index.ts';
import type { CorrectionAbove } from './handed-down/correction.ts';
import type { ReportedPerson } from './parts-store.ts';

/** Whose eyes it is read with: the 辖区, and the person from whom some clues are kept. */
export interface Reader extends KeptReader {
  readonly scope: string;
}

/** A clue with everything its page and its acts need. */
export interface StoredClue {
  readonly county: string;
  readonly id: string;
  readonly region: string;
  readonly number: string;
  readonly campaign_id: string | null;
  readonly channel: ClueChannel;
  readonly source: string;
  readonly kind: ClueKind;
  readonly named: boolean;
  /** Whether its reporter was given a receipt code. */
  readonly has_receipt: boolean;
  readonly received_on: string;
  readonly place: string;
  readonly place_region: string | null;
  readonly accused_organisation: string | null;
  readonly accused_department_id: string | null;
  readonly summary: string;
  readonly amount_fen: number | null;
  readonly state: ClueState;
  readonly disposal: string;
  readonly handler_organisation: string | null;
  readonly handler_department_id: string | null;
  readonly handler_id: string | null;
  readonly handler_name: string | null;
  readonly accepted_on: string | null;
  readonly told_on: string | null;
  readonly handed_on: string | null;
  readonly due_on: string | null;
  readonly extended_days: number;
  readonly extension_told_on: string | null;
  readonly result: ClueResult | null;
  readonly result_text: string | null;
  readonly reported_by: string | null;
  readonly reported_by_name: string | null;
  readonly concluded_by_name: string | null;
  readonly concluded_on: string | null;
  readonly answered_on: string | null;
  readonly answer_method: string | null;
  readonly satisfaction: Satisfaction | null;
  readonly closed_on: string | null;
  readonly reopened: number;
  readonly reopened_on: string | null;
  /** The prefecture's clue that was handed down as this one, and by when the prefecture wants to hear. */
  readonly handed_from: string | null;
  readonly demanded_on: string | null;
  readonly merged_into: string | null;
  readonly merged_on: string | null;
  /** Of a merged clue: persons of the one that stays, which that one lists no longer. */
  readonly displaced: readonly ReportedPerson[];
  /** Merged into what had already been answered, and not looked into again since. */
  readonly is_repeat: boolean;
  /** What the level above corrected of it since it was handed down. */
  readonly corrected_above: CorrectionAbove | null;
  readonly compared: boolean;
  readonly barred_users: readonly string[];
  readonly registered_by: string;
  readonly registered_by_name: string;
  readonly changed_by_name: string | null;
  readonly updated_at: Date;
  readonly version: number;
}

/** Every column but the digest of the receipt code, which is only looked up. */
const COLUMNS = sql`
  c.county, c.id, c.region, c.number, c.campaign_id, c.channel, c.source, c.kind, c.named,
  c.receipt_hash IS NOT NULL AS has_receipt, c.received_on, c.place,
  c.place_region, c.accused_organisation, c.accused_department_id, c.summary, c.amount_fen, c.state, c.disposal,
  c.handler_organisation, c.handler_department_id, c.handler_id, c.handler_name, c.accepted_on, c.told_on,
  c.handed_on, c.due_on, c.extended_days, c.extension_told_on, c.result, c.result_text, c.reported_by, c.reported_by_name,
  c.concluded_by_name, c.concluded_on, c.answered_on, c.answer_method, c.satisfaction, c.closed_on, c.reopened,
  c.reopened_on, c.handed_from, c.demanded_on, c.merged_into, c.merged_on, c.displaced, c.is_repeat, c.corrected_above,
  c.compared, c.barred_users, c.registered_by, c.registered_by_name,
  c.changed_by_name, c.updated_at, c.version`;

/** A clue of this alias that is an entry of its own. */
export const standing = (clue = 'c') =>
  sql<SqlBool>`${sql.ref(`${clue}.state`)} <> ALL(${[...NO_ENTRY]}::text[])`;

/** What `reader` may see of `clues c`: in the 辖区, and not kept from them. Every query of people's requests has it. */
export function visible(reader: Reader): RawBuilder<SqlBool> {
  return sql<SqlBool>`(${inCounties(sql`c.county`, reader.scope)} AND ${clueOpenTo(reader)})`;
}

/**
 * A clue, locked until the transaction ends: two people acting at once are served one after the other. What only
 * refers to it meanwhile, such as a pair with a clue that is like it, need not wait.
 */
export async function lockClue(tx: Tx, reader: Reader, id: string): Promise<StoredClue | null> {
  const { rows } = await sql<StoredClue>`
    SELECT ${COLUMNS} FROM clues c WHERE c.id = ${id}::uuid AND ${visible(reader)}
    FOR NO KEY UPDATE`.execute(tx);
  return rows[0] ?? null;
}

export async function readClue(tx: Tx, reader: Reader, id: string): Promise<StoredClue | null> {
  const { rows } = await sql<StoredClue>`
    SELECT ${COLUMNS} FROM clues c WHERE c.id = ${id}::uuid AND ${visible(reader)}`.execute(tx);
  return rows[0] ?? null;
}

/** The clue whose reporter was given this code, for who may see it. */
export async function findByReceipt(
  tx: Tx,
  reader: Reader,
  digest: Buffer,
): Promise<Pick<StoredClue, 'county' | 'id' | 'number'> | null> {
  const { rows } = await sql<Pick<StoredClue, 'county' | 'id' | 'number'>>`
    SELECT c.county, c.id, c.number FROM clues c
    WHERE c.receipt_hash = ${digest} AND ${visible(reader)}`.execute(tx);
  return rows[0] ?? null;
}

/** Whoever may see it: for what the system itself reckons, never for an answer to a person. */
export async function readForReckoning(
  tx: Tx,
  clue: { readonly county: string; readonly id: string },
): Promise<StoredClue | null> {
  const { rows } = await sql<StoredClue>`
    SELECT ${COLUMNS} FROM clues c WHERE c.county = ${clue.county} AND c.id = ${clue.id}::uuid`.execute(tx);
  return rows[0] ?? null;
}

/** The same, locked until the transaction ends. */
export async function lockForReckoning(
  tx: Tx,
  clue: { readonly county: string; readonly id: string },
): Promise<StoredClue | null> {
  const { rows } = await sql<StoredClue>`
    SELECT ${COLUMNS} FROM clues c WHERE c.county = ${clue.county} AND c.id = ${clue.id}::uuid
    FOR NO KEY UPDATE`.execute(tx);
  return rows[0] ?? null;
}

/** The county's clue that one of the prefecture was handed down as, the newest where old data has several. */
export async function findHanded(
  tx: Tx,
  of: { readonly county: string; readonly from: string },
): Promise<Pick<StoredClue, 'county' | 'id' | 'merged_into'> | null> {
  const { rows } = await sql<Pick<StoredClue, 'county' | 'id' | 'merged_into'>>`
    SELECT county, id, merged_into FROM clues
    WHERE county = ${of.county} AND handed_from = ${of.from}::uuid ORDER BY created_at DESC, id DESC LIMIT 1`.execute(
    tx,
  );
  return rows[0] ?? null;
}

/** Every county's clue that one of the prefecture was handed down as. */
export async function listHanded(
  tx: Tx,
  from: string,
): Promise<readonly Pick<StoredClue, 'county' | 'id' | 'region'>[]> {
  const { rows } = await sql<Pick<StoredClue, 'county' | 'id' | 'region'>>`
    SELECT county, id, region FROM clues WHERE handed_from = ${from}::uuid ORDER BY county, id`.execute(tx);
  return rows;
}

/** The clues that were merged into one, oldest first. */
export async function listMerged(
  tx: Tx,
  target: { readonly county: string; readonly id: string },
): Promise<readonly StoredClue[]> {
  const { rows } = await sql<StoredClue>`
    SELECT ${COLUMNS} FROM clues c
    WHERE c.county = ${target.county} AND c.merged_into = ${target.id}::uuid
    ORDER BY c.received_on, c.id`.execute(tx);
  return rows;
}

export type NewClue = {
  readonly [K in
    | 'county'
    | 'id'
    | 'region'
    | 'number'
    | 'campaign_id'
    | 'channel'
    | 'source'
    | 'kind'
    | 'named'
    | 'received_on'
    | 'place'
    | 'place_region'
    | 'accused_organisation'
    | 'accused_department_id'
    | 'summary'
    | 'amount_fen'
    | 'disposal'
    | 'registered_by'
    | 'registered_by_name']: StoredClue[K];
} & { readonly receipt_hash: Buffer | null; readonly barred_users: readonly string[]; readonly at: Date };

export async function insertClue(tx: Tx, { at, barred_users, ...clue }: NewClue): Promise<void> {
  await tx
    .insertInto('clues')
    .values({
      ...clue,
      barred_users: [...barred_users],
      state: 'received' satisfies ClueState,
      created_at: at,
      updated_at: at,
    })
    .execute();
}

export type ClueChange = Omit<Updateable<Clues>, 'county' | 'id' | 'region' | 'number' | 'version'>;

/** Writes what an act changed; what it does not name stays as it is. */
export async function updateClue(
  tx: Tx,
  clue: { readonly county: string; readonly id: string },
  change: ClueChange,
  by: { readonly name: string; readonly at: Date } | null,
): Promise<void> {
  await tx
    .updateTable('clues')
    .set((is) => ({
      ...change,
      // What the system reckons anew by itself is no change that a person could have missed.
      ...(by === null ? {} : { changed_by_name: by.name, updated_at: by.at, version: is('version', '+', 1) }),
    }))
    .where('county', '=', clue.county)
    .where('id', '=', clue.id)
    .execute();
}

/** Whether a problem of the ledger came from the clue, or somebody was held to account on it, and that stands. */
export async function hasConsequences(
  tx: Tx,
  clue: { readonly county: string; readonly id: string },
): Promise<boolean> {
  const { rows } = await sql<{ some: boolean }>`
    SELECT EXISTS (SELECT FROM problems WHERE county = ${clue.county} AND clue_id = ${clue.id}::uuid
        AND state <> 'withdrawn')
      OR EXISTS (SELECT FROM accountability WHERE county = ${clue.county} AND clue_id = ${clue.id}::uuid
        AND withdrawn_at IS NULL) AS some`.execute(tx);
  return rows[0]?.some ?? false;
}

const CHILDREN = [
  'clue_persons',
  'clue_reporters',
  'clue_openings',
  'clue_notes',
  'clue_disposals',
  'clue_transfers',
  'clue_text_keys',
  'clue_room_keys',
  'clue_reminders',
] as const;

/** Takes clues, with all that hangs on them, to the office that handles them from now on. */
export async function moveClues(
  tx: Tx,
  county: string,
  ids: readonly string[],
  region: string,
): Promise<void> {
  await sql`UPDATE clues SET region = ${region} WHERE county = ${county} AND id = ANY(${ids}::uuid[])`.execute(
    tx,
  );
  for (const table of CHILDREN) {
    await sql`UPDATE ${sql.table(table)} SET region = ${region}
      WHERE county = ${county} AND clue_id = ANY(${ids}::uuid[])`.execute(tx);
  }
  await sql`UPDATE papers SET region = ${region}
    WHERE county = ${county} AND subject_type = 'clue' AND subject_id = ANY(${ids}::uuid[])`.execute(tx);
}

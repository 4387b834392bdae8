import { sql } from 'kysely';
import type { Tx } from '../../platform/postgres/database.ts';
import type { FrozenForm } from './frozen-form.ts';

export interface ReportVersion extends FrozenForm {
  readonly no: number;
  readonly origin: 'computed' | 'file';
  readonly file_sha256: string | null;
  readonly by_name: string;
  readonly at: Date;
}

interface StoredVersion {
  readonly no: number;
  readonly origin: 'computed' | 'file';
  readonly data: FrozenForm['data'];
  readonly sources: Pick<FrozenForm, 'rowKeys' | 'sources' | 'told' | 'own' | 'handed' | 'printed'>;
  readonly corrections: FrozenForm['corrections'];
  readonly faults: FrozenForm['faults'];
  readonly file_sha256: string | null;
  readonly by_name: string;
  readonly at: Date;
}

const present = ({ sources, ...version }: StoredVersion): ReportVersion => ({ ...version, ...sources });

/** What was sent, in order; never changed. */
export async function listVersions(
  tx: Tx,
  key: { readonly county: string; readonly id: string },
): Promise<readonly ReportVersion[]> {
  const { rows } = await sql<StoredVersion>`
    SELECT no, origin, data, sources, corrections, faults, file_sha256, by_name, at FROM report_versions
    WHERE county = ${key.county} AND report_id = ${key.id}::uuid ORDER BY no`.execute(tx);
  return rows.map(present);
}

export async function readVersion(
  tx: Tx,
  key: { readonly county: string; readonly id: string },
  no: number | 'last',
): Promise<ReportVersion | null> {
  const which = no === 'last' ? sql`true` : sql`no = ${no}`;
  const { rows } = await sql<StoredVersion>`
    SELECT no, origin, data, sources, corrections, faults, file_sha256, by_name, at FROM report_versions
    WHERE county = ${key.county} AND report_id = ${key.id}::uuid AND ${which} ORDER BY no DESC LIMIT 1`.execute(
    tx,
  );
  const [row] = rows;
  return row === undefined ? null : present(row);
}

/** Freezes a submission; the report's row is locked, so numbers do not collide. Returns its number. */
export async function insertVersion(
  tx: Tx,
  version: {
    readonly county: string;
    readonly reportId: string;
    readonly origin: 'computed' | 'file';
    readonly frozen: FrozenForm;
    readonly file: string | null;
    readonly byName: string;
    readonly at: Date;
  },
): Promise<number> {
  const { frozen } = version;
  const json = (value: unknown) => sql`${JSON.stringify(value)}::jsonb`;
  const { rows } = await sql<{ no: number }>`
    INSERT INTO report_versions (county, report_id, no, origin, data, sources, corrections, faults, file_sha256, by_name, at)
    SELECT ${version.county}, ${version.reportId}::uuid, coalesce(max(no), 0) + 1, ${version.origin},
      ${json(frozen.data)}, ${json({
        rowKeys: frozen.rowKeys,
        sources: frozen.sources,
        told: frozen.told,
        own: frozen.own,
        handed: frozen.handed,
        printed: frozen.printed,
      })},
      ${json(frozen.corrections)}, ${json(frozen.faults)}, ${version.file}, ${version.byName}, ${version.at}
    FROM report_versions WHERE county = ${version.county} AND report_id = ${version.reportId}::uuid
    RETURNING no`.execute(tx);
  const [row] = rows;
  if (row === undefined) throw new Error('a version was not stored');
  return row.no;
}

export interface ReportNote {
  readonly id: string;
  readonly act: string;
  readonly text: string;
  readonly by_name: string;
  readonly at: Date;
}

export async function insertReportNote(
  tx: Tx,
  note: {
    readonly county: string;
    readonly id: string;
    readonly reportId: string;
    readonly act: string;
    readonly text: string;
    readonly byId: string;
    readonly byName: string;
    readonly at: Date;
  },
): Promise<void> {
  await sql`
    INSERT INTO report_notes (county, id, report_id, act, text, by_id, by_name, at)
    VALUES (${note.county}, ${note.id}, ${note.reportId}, ${note.act}, ${note.text}, ${note.byId}, ${note.byName},
      ${note.at})`.execute(tx);
}

export async function listReportNotes(
  tx: Tx,
  key: { readonly county: string; readonly id: string },
): Promise<readonly ReportNote[]> {
  const { rows } = await sql<ReportNote>`
    SELECT id, act, text, by_name, at FROM report_notes
    WHERE county = ${key.county} AND report_id = ${key.id}::uuid ORDER BY at DESC, id DESC`.execute(tx);
  return rows;
}

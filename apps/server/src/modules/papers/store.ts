import { sql } from 'kysely';
import type { Tx } from '../../platform/postgres/database.ts';
import { aboutOpenClue, aboutOpenProblem, type Reader } from '../recusal/index.ts';

export interface PaperRow {
  readonly id: string;
  readonly finding_id: string | null;
  readonly note_id: string | null;
  readonly exit_id: string | null;
  readonly subject_type: string | null;
  readonly subject_id: string | null;
  readonly file_sha256: string;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  /** Shows who reported a clue: opened as the reporter's identity is. */
  readonly shows_reporter: boolean;
  readonly uploaded_by: string;
  readonly at: Date;
}

export async function insertPaper(
  tx: Tx,
  paper: {
    readonly county: string;
    readonly id: string;
    readonly region: string;
    readonly sha256: string;
    readonly name: string;
    readonly type: string;
    readonly size: number;
    readonly showsReporter?: boolean;
    readonly picture?: Uint8Array | null;
    readonly by: string;
    readonly at: Date;
  },
): Promise<void> {
  await sql`
    INSERT INTO papers (county, id, region, file_sha256, name, type, size, shows_reporter, picture, uploaded_by, at)
    VALUES (${paper.county}, ${paper.id}, ${paper.region}, ${paper.sha256}, ${paper.name}, ${paper.type},
            ${paper.size}, ${paper.showsReporter ?? false},
            ${paper.picture == null ? null : Buffer.from(paper.picture)}, ${paper.by}, ${paper.at})`.execute(
    tx,
  );
}

/**
 * Attaches papers that `by` uploaded and that belong to nothing yet; one that shows a reporter to a clue alone.
 * @returns how many were attached: fewer than asked means that some were not theirs to attach
 */
export async function attachPapers(
  tx: Tx,
  ids: readonly string[],
  to: {
    readonly findingId?: string;
    readonly noteId?: string;
    readonly exitId?: string;
    /** What else keeps papers: a clue, a problem, an item of a spot check … */
    readonly subject?: { readonly type: string; readonly id: string };
    readonly region: string;
    /** Where the thing stands under another county's code than the uploader's: a clue that was sent up. */
    readonly county?: string;
  },
  by: string,
): Promise<number> {
  if (ids.length === 0) return 0;
  const { numAffectedRows } = await sql`
    UPDATE papers
    SET finding_id = ${to.findingId ?? null}, note_id = ${to.noteId ?? null}, exit_id = ${to.exitId ?? null},
        subject_type = ${to.subject?.type ?? null}, subject_id = ${to.subject?.id ?? null}, region = ${to.region},
        county = coalesce(${to.county ?? null}, county)
    WHERE id = ANY(${ids}::uuid[]) AND uploaded_by = ${by}::uuid
      AND finding_id IS NULL AND exit_id IS NULL AND subject_id IS NULL
      AND (NOT shows_reporter OR ${to.subject?.type === 'clue'})`.execute(tx);
  return Number(numAffectedRows ?? 0);
}

/** From now on it is opened as the reporter's identity is; nothing takes that back. @returns false where it was so already */
export async function keepFromView(tx: Tx, id: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    UPDATE papers SET shows_reporter = true WHERE id = ${id}::uuid AND NOT shows_reporter`.execute(tx);
  return Number(numAffectedRows ?? 0) === 1;
}

/** Takes a file out of the papers of a thing. @returns the paper that went, or null where it had none */
export async function removePaper(
  tx: Tx,
  subject: { readonly type: string; readonly id: string },
  sha256: string,
): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    DELETE FROM papers
    WHERE subject_type = ${subject.type} AND subject_id = ${subject.id}::uuid AND file_sha256 = ${sha256}
    RETURNING id`.execute(tx);
  return rows[0]?.id ?? null;
}

/** Removes what was uploaded before `before` and attached to nothing. Returns what went. */
export async function removeLoosePapers(
  tx: Tx,
  county: string,
  before: Date,
): Promise<readonly Pick<PaperRow, 'id' | 'file_sha256'>[]> {
  const { rows } = await sql<Pick<PaperRow, 'id' | 'file_sha256'>>`
    DELETE FROM papers
    WHERE county = ${county} AND finding_id IS NULL AND exit_id IS NULL AND note_id IS NULL
      AND subject_id IS NULL AND at < ${before}
    RETURNING id, file_sha256`.execute(tx);
  return rows;
}

export async function listPapers(tx: Tx, findingId: string): Promise<readonly PaperRow[]> {
  const { rows } = await sql<PaperRow>`
    SELECT id, finding_id, note_id, exit_id, subject_type, subject_id, file_sha256, name, type,
           size::int AS size, shows_reporter, uploaded_by, at
    FROM papers WHERE finding_id = ${findingId}::uuid ORDER BY at, id`.execute(tx);
  return rows;
}

/** The papers of a thing that keeps its own kind, oldest first. */
export async function listPapersOf(
  tx: Tx,
  subject: { readonly type: string; readonly id: string },
): Promise<readonly PaperRow[]> {
  const { rows } = await sql<PaperRow>`
    SELECT id, finding_id, note_id, exit_id, subject_type, subject_id, file_sha256, name, type,
           size::int AS size, shows_reporter, uploaded_by, at
    FROM papers WHERE subject_type = ${subject.type} AND subject_id = ${subject.id}::uuid ORDER BY at, id`.execute(
    tx,
  );
  return rows;
}

export async function readPaper(tx: Tx, id: string): Promise<PaperRow | null> {
  const { rows } = await sql<PaperRow>`
    SELECT id, finding_id, note_id, exit_id, subject_type, subject_id, file_sha256, name, type,
           size::int AS size, shows_reporter, uploaded_by, at
    FROM papers WHERE id = ${id}::uuid`.execute(tx);
  return rows[0] ?? null;
}

/** Whether the paper belongs to a problem, a 督办 notice or a drawn problem that is kept from the reader. */
export async function isKeptFrom(tx: Tx, reader: Reader, id: string): Promise<boolean> {
  const { rows } = await sql`
    SELECT FROM papers x
    LEFT JOIN supervisions s ON x.subject_type = 'supervision' AND s.county = x.county AND s.id = x.subject_id
    LEFT JOIN check_items i ON x.subject_type = 'check-item' AND i.county = x.county AND i.id = x.subject_id
    WHERE x.id = ${id}::uuid AND NOT (${aboutOpenProblem(reader, 'x', 'subject_id')} AND ${aboutOpenClue(reader, 's')}
      AND ${aboutOpenProblem(reader, 's')} AND ${aboutOpenProblem(reader, 'i', 'subject_id')})`.execute(tx);
  return rows.length > 0;
}

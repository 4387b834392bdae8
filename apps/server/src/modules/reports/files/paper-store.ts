import { sql } from 'kysely';
import type { Tx } from '../../../platform/postgres/database.ts';

/** A paper of a version: a scan with signature and seal, or the edited text of a summary. */
export interface VersionPaper {
  readonly no: number;
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly sha256: string;
  readonly by_name: string;
  readonly at: Date;
}

interface Key {
  readonly county: string;
  readonly id: string;
}

/** Binds a paper, by its content, to what was sent. */
export async function insertVersionPaper(
  tx: Tx,
  report: Key,
  paper: {
    readonly no: number;
    readonly id: string;
    readonly sha256: string;
    readonly byName: string;
    readonly at: Date;
  },
): Promise<void> {
  await sql`
    INSERT INTO report_papers (county, report_id, no, paper_id, sha256, by_name, at)
    VALUES (${report.county}, ${report.id}::uuid, ${paper.no}, ${paper.id}::uuid, ${paper.sha256}, ${paper.byName},
      ${paper.at})`.execute(tx);
}

/** The papers of every version of a report, oldest first. */
export async function listVersionPapers(tx: Tx, report: Key): Promise<readonly VersionPaper[]> {
  const { rows } = await sql<VersionPaper>`
    SELECT r.no, p.id, p.name, p.type, p.size::int AS size, r.sha256, r.by_name, r.at
    FROM report_papers r JOIN papers p ON p.county = r.county AND p.id = r.paper_id
    WHERE r.county = ${report.county} AND r.report_id = ${report.id}::uuid ORDER BY r.no, r.at, p.id`.execute(
    tx,
  );
  return rows;
}

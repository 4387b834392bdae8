import type { CampaignContent } from '@anju/domain';
import { sql } from 'kysely';
import type { Tx } from '../../platform/postgres/database.ts';
import { aboutOpenClue, type Reader } from '../recusal/index.ts';

/** A problem with the moments of its rectification, as the flags look at it. */
export interface RectifiedRow {
  readonly county: string;
  readonly county_name: string;
  readonly campaign_id: string;
  readonly campaign_title: string;
  readonly id: string;
  readonly number: string;
  readonly registered_by: string;
  readonly created_at: Date;
  readonly rectifying_since: Date | null;
  readonly rectified_at: Date | null;
  readonly progress_at: readonly Date[];
  readonly rectified_by: string | null;
  readonly rectified_by_name: string | null;
  readonly rectified_office: string | null;
  readonly closed_at: Date | null;
  readonly closed_on: string | null;
  readonly closed_by: string | null;
  readonly closed_by_name: string | null;
  readonly closed_office: string | null;
  readonly reopened: number;
  readonly sent_back_at: readonly Date[];
  readonly evidence: readonly {
    readonly id: string;
    readonly sha256: string;
    readonly picture: string | null;
    readonly name: string;
    readonly image: boolean;
    /** Milliseconds since 1970. */
    readonly at: number;
  }[];
}

/** A person's department, or the town or community they belong to; the county's own office is none. */
const officeOf = (person: string) => sql`
  (SELECT coalesce(u.department_id::text, CASE WHEN length(u.organisation) > 6 THEN u.organisation END)
   FROM users u WHERE u.county = p.county AND u.id = ${sql.ref(person)})`;

/** The problems open to a reader that somebody has rectified, reopened or handed evidence in for. */
export async function listRectified(
  tx: Tx,
  reader: Reader & { readonly scope: string },
): Promise<readonly RectifiedRow[]> {
  const { rows } = await sql<RectifiedRow>`
    SELECT p.county, t.name AS county_name, p.campaign_id, m.title AS campaign_title, p.id, p.number,
      p.registered_by, p.created_at, p.rectified_by, p.rectified_by_name, p.closed_at, p.closed_on, p.closed_by,
      p.closed_by_name, p.reopened, n.rectified_at,
      coalesce(n.reopened_at, n.pinned_at) AS rectifying_since,
      coalesce(n.progress_at, '{}') AS progress_at,
      coalesce(n.sent_back_at, '{}') AS sent_back_at,
      ${officeOf('p.rectified_by')} AS rectified_office, ${officeOf('p.closed_by')} AS closed_office,
      coalesce(e.evidence, '[]') AS evidence
    FROM problems p
    JOIN tenants t ON t.county = p.county
    JOIN campaigns m ON m.county = p.county AND m.id = p.campaign_id
    LEFT JOIN LATERAL (
      SELECT max(at) FILTER (WHERE act = 'report-rectified') AS rectified_at,
        min(at) FILTER (WHERE act = 'pin') AS pinned_at,
        max(at) FILTER (WHERE act = 'reopen') AS reopened_at,
        array_agg(at ORDER BY at) FILTER (WHERE act = 'progress') AS progress_at,
        array_agg(at ORDER BY at) FILTER (WHERE act IN ('return', 'reopen')) AS sent_back_at
      FROM problem_notes WHERE county = p.county AND problem_id = p.id) n ON true
    LEFT JOIN LATERAL (
      SELECT jsonb_agg(jsonb_build_object('id', id, 'sha256', file_sha256, 'picture', encode(picture, 'hex'), 'name', name, 'image', type LIKE 'image/%',
          'at', (extract(epoch FROM at) * 1000)::bigint)
        ORDER BY at, id) AS evidence
      FROM papers WHERE county = p.county AND subject_type = 'problem' AND subject_id = p.id) e ON true
    WHERE p.region LIKE ${`${reader.scope}%`} AND ${aboutOpenClue(reader, 'p')} AND p.state <> 'withdrawn'
      AND (p.closed_on IS NOT NULL OR p.reopened > 0 OR e.evidence IS NOT NULL)`.execute(tx);
  return rows;
}

export interface CampaignForms {
  readonly county: string;
  readonly id: string;
  readonly content: Pick<CampaignContent, 'forms' | 'stageReports'>;
}

/** The forms and summaries of the campaigns in a scope, for the days on which they are due. */
export async function listCampaignForms(tx: Tx, scope: string): Promise<readonly CampaignForms[]> {
  const { rows } = await sql<CampaignForms>`
    SELECT county, id, content FROM campaigns WHERE county LIKE ${`${scope.slice(0, 6)}%`}`.execute(tx);
  return rows;
}

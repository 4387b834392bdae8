import type { CalendarDate, CampaignContent, ReportState } from '@anju/domain';
import { sql } from 'kysely';
import type { Json } from '../../../platform/json.ts';
import type { Tx } from '../../../platform/postgres/database.ts';

/** A campaign's row of one county (or of the prefecture that puts its counties together). */
export interface StageCampaign {
  readonly county: string;
  readonly countyName: string;
  readonly bureau: string;
  readonly id: string;
  readonly title: string;
  readonly documentNo: string;
  readonly startsOn: CalendarDate;
  /** The day on which it was started in the system. */
  readonly enteredOn: CalendarDate;
  /** Without the summaries of before the county was added to the campaign: those are not asked for. */
  readonly content: CampaignContent;
  /** The bureau that started it, '' where it is the county itself or unknown here. */
  readonly ownerBureau: string;
}

const SELECT_CAMPAIGNS = sql`
  SELECT c.county, t.name AS "countyName", t.bureau, c.id, c.title, c.document_no AS "documentNo",
    c.starts_on AS "startsOn",
    (c.created_at AT TIME ZONE 'Asia/Shanghai')::date AS "enteredOn", c.joined_on AS "joinedOn", c.content, CASE WHEN c.owner = c.county THEN '' ELSE coalesce(o.bureau, '') END AS "ownerBureau"
  FROM campaigns c JOIN tenants t ON t.county = c.county LEFT JOIN tenants o ON o.county = c.owner`;

type Joined = StageCampaign & { readonly joinedOn: string | null };

const askedOf = ({ joinedOn, ...campaign }: Joined): StageCampaign =>
  joinedOn === null
    ? campaign
    : {
        ...campaign,
        content: {
          ...campaign.content,
          stageReports: campaign.content.stageReports.filter(({ dueOn }) => dueOn >= joinedOn),
        },
      };

/** A prefecture tells of what it started; of a county's own campaign it may hold a copy for a case of it. */
const TELLS = sql`(c.owner = c.county OR right(c.county, 2) <> '00')`;

/** Every campaign of a 辖区 that asks for summaries. */
export async function listStageCampaigns(tx: Tx, scope: string): Promise<readonly StageCampaign[]> {
  const { rows } = await sql<Joined>`
    ${SELECT_CAMPAIGNS}
    WHERE starts_with(c.county, left(${scope}, 6)) AND jsonb_array_length(c.content->'stageReports') > 0
      AND ${TELLS}
    ORDER BY c.starts_on DESC, c.id, c.county`.execute(tx);
  return rows.map(askedOf);
}

export async function readStageCampaign(
  tx: Tx,
  key: { readonly scope: string; readonly county: string; readonly campaignId: string },
): Promise<StageCampaign | null> {
  const { rows } = await sql<Joined>`
    ${SELECT_CAMPAIGNS}
    WHERE c.county = ${key.county} AND c.id = ${key.campaignId}::uuid
      AND starts_with(c.county, left(${key.scope}, 6)) AND ${TELLS}`.execute(tx);
  return rows[0] === undefined ? null : askedOf(rows[0]);
}

/** The row of a summary among the reports; its figures are kept in `typed.stage`. */
export interface StageRow {
  readonly county: string;
  readonly id: string;
  readonly campaignId: string;
  readonly form: 'stage' | 'final';
  /** The due day as the plan says it. */
  readonly period: string;
  readonly state: ReportState;
  readonly dueOn: string;
  readonly stored: Json | null;
  readonly filledBy: string | null;
  readonly filledByName: string | null;
  readonly approvedByName: string | null;
  readonly submittedAt: Date | null;
  /** When it came to the level above as a document. */
  readonly receivedOn: string | null;
  readonly remarks: string;
  readonly changedByName: string | null;
  readonly version: number;
}

const SELECT_ROWS = sql`
  SELECT r.county, r.id, r.campaign_id AS "campaignId", r.form, r.period, r.state, r.due_on AS "dueOn",
    r.typed->'stage' AS stored, r.filled_by AS "filledBy", r.filled_by_name AS "filledByName",
    r.approved_by_name AS "approvedByName", r.submitted_at AS "submittedAt", r.received_on AS "receivedOn",
    r.remarks, r.changed_by_name AS "changedByName", r.version
  FROM reports r`;

/** The summaries of a campaign in one county, oldest first. */
export async function listStageRows(
  tx: Tx,
  key: { readonly county: string; readonly campaignId: string },
): Promise<readonly StageRow[]> {
  const { rows } = await sql<StageRow>`
    ${SELECT_ROWS} WHERE r.county = ${key.county} AND r.campaign_id = ${key.campaignId}::uuid
      AND r.form IN ('stage', 'final') ORDER BY r.period`.execute(tx);
  return rows;
}

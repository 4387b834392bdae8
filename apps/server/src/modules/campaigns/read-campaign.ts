import type { CampaignContent, PlanCode } from '@anju/domain';
import type { Tx } from '../../platform/postgres/database.ts';
import { type CampaignRow, listCampaignRows, readCampaignRow } from './campaign-store.ts';
import { readContent } from './content-schema.ts';

/** A campaign as other modules read it. */
export interface Campaign {
  readonly id: string;
  /** Whose copy was read: the owner's for a prefecture, a county's own for the county. */
  readonly county: string;
  /** Who started it. */
  readonly owner: string;
  readonly plan: PlanCode;
  readonly title: string;
  readonly documentNo: string;
  readonly year: number;
  readonly place: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly state: 'running' | 'ended';
  readonly content: CampaignContent;
}

function campaignOf(row: CampaignRow): Campaign {
  return {
    id: row.id,
    county: row.county,
    owner: row.owner,
    plan: row.plan,
    title: row.title,
    documentNo: row.document_no,
    year: row.year,
    place: row.place,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    state: row.state,
    content: readContent(row.content),
  };
}

/** One campaign of the reader's scope, or null. */
export async function readCampaign(tx: Tx, scope: string, id: string): Promise<Campaign | null> {
  const row = await readCampaignRow(tx, scope, id);
  return row === null ? null : campaignOf(row);
}

/** A campaign runs at most this many at a time in one scope's lists. */
const MOST = 200;

/** The running campaigns of the reader's scope, the newest first, each once. */
export async function listRunningCampaigns(tx: Tx, scope: string): Promise<readonly Campaign[]> {
  const { rows } = await listCampaignRows(tx, { scope, state: 'running' }, { after: null, limit: MOST });
  return rows.map(campaignOf);
}

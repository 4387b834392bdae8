import { type ClueLists, DEFAULT_CLUE_LISTS } from '@anju/domain';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../platform/postgres/database.ts';

const CHOICES = z.array(z.string()).min(1);
const CONTENT = z.object({
  lists: z.object({ sources: CHOICES, levels: CHOICES, disposals: CHOICES }),
  rectifyDays: z.number().int().positive(),
});

/** What of a campaign sets its clues: the drop-downs of form F5, and how many days a lead has. */
export interface ClueCampaign {
  readonly id: string;
  readonly title: string;
  readonly running: boolean;
  readonly lists: ClueLists;
  readonly rectifyDays: number;
}

interface CampaignRow {
  readonly id: string;
  readonly title: string;
  readonly state: string;
  readonly content: unknown;
}

function read({ id, title, state, content }: CampaignRow): ClueCampaign {
  const { lists, rectifyDays } = CONTENT.parse(content);
  return { id, title, running: state === 'running', lists, rectifyDays };
}

/** The campaigns of a county, the newest first. */
export async function listClueCampaigns(tx: Tx, county: string): Promise<readonly ClueCampaign[]> {
  const { rows } = await sql<CampaignRow>`
    SELECT id, title, state, content FROM campaigns WHERE county = ${county} ORDER BY starts_on DESC, id`.execute(
    tx,
  );
  return rows.map(read);
}

/** Null where the clue belongs to none, or the county has none of that id. */
export async function readClueCampaign(
  tx: Tx,
  county: string,
  id: string | null,
): Promise<ClueCampaign | null> {
  if (id === null) return null;
  const { rows } = await sql<CampaignRow>`
    SELECT id, title, state, content FROM campaigns WHERE county = ${county} AND id = ${id}::uuid`.execute(
    tx,
  );
  return rows[0] === undefined ? null : read(rows[0]);
}

/**
 * The level above holds a copy of a campaign that a county started by itself, once it handles a clue of it: what comes
 * of the clue hangs on that copy. One that is there stays as it is.
 */
export async function holdCampaignAbove(
  tx: Tx,
  of: { readonly county: string; readonly above: string; readonly id: string },
): Promise<void> {
  await sql`
    INSERT INTO campaigns (county, id, owner, plan, title, document_no, year, place, starts_on, ends_on, content, state,
      ended_on, ended_reason, started_by_name, changed_by_name, created_at, updated_at, version)
    SELECT ${of.above}, id, owner, plan, title, document_no, year, place, starts_on, ends_on, content, state,
      ended_on, ended_reason, started_by_name, changed_by_name, created_at, updated_at, version
    FROM campaigns WHERE county = ${of.county} AND id = ${of.id}::uuid FOR SHARE
    ON CONFLICT DO NOTHING`.execute(tx);
}

/** Where the result of a clue was made public. */
export async function listPublications(
  tx: Tx,
  clue: { readonly county: string; readonly id: string },
): Promise<readonly { readonly campaign_id: string; readonly title: string; readonly on: string }[]> {
  const { rows } = await sql<{ campaign_id: string; title: string; on: string }>`
    SELECT r.campaign_id, r.title, r."on"
    FROM publication_cases u JOIN campaign_results r ON r.county = u.county AND r.id = u.result_id
    WHERE u.county = ${clue.county} AND u.case_id = ${clue.id}::uuid ORDER BY r."on", r.id`.execute(tx);
  return rows;
}

export function listsOf(campaign: ClueCampaign | null): ClueLists {
  return campaign?.lists ?? DEFAULT_CLUE_LISTS;
}

import { endOfDays, type ReckonedDay } from '@anju/domain';
import type { Deps } from '../../platform/deps.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { loadCalendar } from '../calendar/index.ts';
import type { CampaignRow } from './campaign-store.ts';
import { readContent } from './content-schema.ts';

/** The last day of a rectification that begins today, by the campaign's days; never a day off that is known. */
export async function rectifyBy(tx: Tx, deps: Deps, campaign: CampaignRow): Promise<ReckonedDay> {
  const { rectifyDays } = readContent(campaign.content);
  const calendar = await loadCalendar(tx, campaign.county);
  return endOfDays(calendar, deps.clock.today(), rectifyDays);
}

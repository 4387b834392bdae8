import { type WorkCalendar, workCalendar } from '@anju/domain';
import type { Tx } from '../../platform/postgres/database.ts';
import { STATUTORY_DAYS, STATUTORY_YEARS } from './statutory-days.ts';
import { listRegionalDays } from './store.ts';

/** The working days of a county: the statutory calendar with what the region has set beside it. */
export async function loadCalendar(tx: Tx, county: string): Promise<WorkCalendar> {
  return workCalendar(STATUTORY_YEARS, [...STATUTORY_DAYS, ...(await listRegionalDays(tx, county))]);
}

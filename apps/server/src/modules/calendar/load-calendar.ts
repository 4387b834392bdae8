import { type WorkCalendar, workCalendar } from '@anju/domain';
import type { Tx } from '../../platform/postgres/database.ts';
import { STATUTORY_DAYS, STATUTORY_YEARS } from './statutory-days.ts';
import { listCompleteYears, listRegionalDays } from './store.ts';

/** The working days of a county: the statutory calendar with what the region has set beside it, and the years it completed. */
export async function loadCalendar(tx: Tx, county: string): Promise<WorkCalendar> {
  const years = [...STATUTORY_YEARS, ...(await listCompleteYears(tx, county))];
  return workCalendar(years, [...STATUTORY_DAYS, ...(await listRegionalDays(tx, county))]);
}

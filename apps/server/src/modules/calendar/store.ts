import { calendarDate, type ShiftedDay } from '@anju/domain';
import { sql } from 'kysely';
import type { Tx } from '../../platform/postgres/database.ts';

/** The days that stand in the county's own calendar; a prefecture's are written into each of its counties'. */
export async function listRegionalDays(tx: Tx, county: string): Promise<readonly ShiftedDay[]> {
  const { rows } = await sql<{ day: string; kind: ShiftedDay['kind']; name: string }>`
    SELECT day, kind, name FROM calendar_days WHERE county = ${county} ORDER BY day`.execute(tx);
  return rows.map((row) => ({ ...row, day: calendarDate(row.day) }));
}

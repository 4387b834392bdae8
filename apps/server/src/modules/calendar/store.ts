import { calendarDate, type ShiftedDay } from '@anju/domain';
import { sql } from 'kysely';
import type { Tx } from '../../platform/postgres/database.ts';

/** The days that stand in the county's own calendar; a prefecture's are written into each of its counties'. */
export async function listRegionalDays(tx: Tx, county: string): Promise<readonly ShiftedDay[]> {
  const { rows } = await sql<{ day: string; kind: ShiftedDay['kind']; name: string }>`
    SELECT day, kind, name FROM calendar_days WHERE county = ${county} ORDER BY day`.execute(tx);
  return rows.map((row) => ({ ...row, day: calendarDate(row.day) }));
}

export interface RegionalDay {
  readonly day: string;
  readonly kind: ShiftedDay['kind'];
  readonly name: string;
  readonly by_name: string;
}

export async function listRegionalDaysOf(
  tx: Tx,
  county: string,
  year: number,
): Promise<readonly RegionalDay[]> {
  const { rows } = await sql<RegionalDay>`
    SELECT day, kind, name, by_name FROM calendar_days
    WHERE county = ${county} AND day BETWEEN make_date(${year}, 1, 1) AND make_date(${year}, 12, 31)
    ORDER BY day`.execute(tx);
  return rows;
}

/** A county and, where it is a prefecture's, every county that stands under it. */
export async function countiesUnder(tx: Tx, scope: string): Promise<readonly string[]> {
  const { rows } = await sql<{ county: string }>`
    SELECT county FROM tenants WHERE starts_with(county, left(${scope}, 6)) ORDER BY county`.execute(tx);
  return rows.map(({ county }) => county);
}

/** Writes a day into the calendars of these counties; one that stands there already is replaced. */
export async function putRegionalDay(
  tx: Tx,
  counties: readonly string[],
  day: Omit<RegionalDay, 'by_name'>,
  by: { readonly name: string; readonly at: Date },
): Promise<void> {
  await sql`
    INSERT INTO calendar_days (county, day, kind, name, by_name, created_at)
    SELECT county, ${day.day}::date, ${day.kind}, ${day.name}, ${by.name}, ${by.at}
    FROM unnest(${[...counties]}::text[]) AS county
    ON CONFLICT (county, day) DO UPDATE SET kind = excluded.kind, name = excluded.name, by_name = excluded.by_name,
      created_at = excluded.created_at`.execute(tx);
}

/** The day as the county has it, or null. */
export async function readRegionalDay(tx: Tx, county: string, day: string): Promise<RegionalDay | null> {
  const { rows } = await sql<RegionalDay>`
    SELECT day, kind, name, by_name FROM calendar_days
    WHERE county = ${county} AND day = ${day}::date FOR UPDATE`.execute(tx);
  return rows[0] ?? null;
}

/** Takes the day out of these calendars, where it is still the same one: a county may have named its own there. */
export async function removeRegionalDay(
  tx: Tx,
  counties: readonly string[],
  day: Pick<RegionalDay, 'day' | 'name'>,
): Promise<void> {
  await sql`
    DELETE FROM calendar_days
    WHERE county = ANY(${[...counties]}::text[]) AND day = ${day.day}::date AND name = ${day.name}`.execute(
    tx,
  );
}

/** The years whose days an administrator said are all entered. */
export async function listCompleteYears(tx: Tx, county: string): Promise<readonly number[]> {
  const { rows } = await sql<{ year: number }>`
    SELECT year FROM calendar_years WHERE county = ${county} ORDER BY year`.execute(tx);
  return rows.map(({ year }) => year);
}

/** Who said that a year is complete, or null. */
export async function readCompletedBy(tx: Tx, county: string, year: number): Promise<string | null> {
  const { rows } = await sql<{ by_name: string }>`
    SELECT by_name FROM calendar_years WHERE county = ${county} AND year = ${year}`.execute(tx);
  return rows[0]?.by_name ?? null;
}

export async function putCompleteYear(
  tx: Tx,
  counties: readonly string[],
  year: number,
  by: { readonly name: string; readonly at: Date },
): Promise<void> {
  await sql`
    INSERT INTO calendar_years (county, year, by_name, completed_at)
    SELECT county, ${year}, ${by.name}, ${by.at} FROM unnest(${[...counties]}::text[]) AS county
    ON CONFLICT (county, year) DO UPDATE SET by_name = excluded.by_name, completed_at = excluded.completed_at`.execute(
    tx,
  );
}

/** @returns false where none of them was complete */
export async function removeCompleteYear(
  tx: Tx,
  counties: readonly string[],
  year: number,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    DELETE FROM calendar_years WHERE county = ANY(${[...counties]}::text[]) AND year = ${year}`.execute(tx);
  return Number(numAffectedRows ?? 0) > 0;
}

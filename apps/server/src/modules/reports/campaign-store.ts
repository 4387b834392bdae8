import { sql } from 'kysely';
import type { Tx } from '../../platform/postgres/database.ts';
import type { FormCampaign } from './forms/form-scope.ts';

const SELECT_CAMPAIGNS = sql`
  SELECT county, id, plan, title, year, place, starts_on, ends_on, content, state, joined_on,
    (created_at AT TIME ZONE 'Asia/Shanghai')::date AS entered_on,
    (SELECT name FROM tenants t WHERE t.county = campaigns.county) AS county_name
  FROM campaigns`;

/** The level's own campaign; null also where it only holds a copy of what a county started by itself. */
export async function readOwnCampaign(tx: Tx, county: string, id: string): Promise<FormCampaign | null> {
  const { rows } = await sql<FormCampaign>`
    ${SELECT_CAMPAIGNS} WHERE county = ${county} AND owner = ${county} AND id = ${id}::uuid`.execute(tx);
  return rows[0] ?? null;
}

export async function readCampaign(tx: Tx, county: string, id: string): Promise<FormCampaign | null> {
  const { rows } = await sql<FormCampaign>`
    ${SELECT_CAMPAIGNS} WHERE county = ${county} AND id = ${id}::uuid`.execute(tx);
  return rows[0] ?? null;
}

/** A county's own row of a campaign. */
export interface CountyCampaign extends FormCampaign {
  readonly county: string;
  readonly county_name: string;
  /** A county that was added to the running campaign: since when. */
  readonly joined_on: string | null;
}

/** Each county's row of every running campaign in a 辖区; a prefecture's own rows are among them. */
export async function listRunningCampaigns(tx: Tx, scope: string): Promise<readonly CountyCampaign[]> {
  const { rows } = await sql<CountyCampaign>`
    ${SELECT_CAMPAIGNS} WHERE state = 'running' AND starts_with(county, left(${scope}, 6))
    ORDER BY starts_on, id, county`.execute(tx);
  return rows;
}

/** A campaign's row in each county of a 辖区 that takes part, also one that has ended. */
export async function listCountyCampaigns(
  tx: Tx,
  scope: string,
  id: string,
): Promise<readonly CountyCampaign[]> {
  const { rows } = await sql<CountyCampaign>`
    ${SELECT_CAMPAIGNS} WHERE id = ${id}::uuid AND starts_with(county, left(${scope}, 6)) ORDER BY county`.execute(
    tx,
  );
  return rows;
}

/** Who fills in the form: the bureau's name and the county's, as set up. */
export async function readReporter(
  tx: Tx,
  county: string,
): Promise<{ readonly unit: string; readonly county: string }> {
  const { rows } = await sql<{ unit: string; county: string }>`
    SELECT bureau AS unit, name AS county FROM tenants WHERE county = ${county}`.execute(tx);
  return rows[0] ?? { unit: '', county: '' };
}

import { sql } from 'kysely';
import type { Tx } from '../../platform/postgres/database.ts';

export interface ContactRow {
  readonly county: string;
  readonly county_name: string;
  readonly position: number;
  readonly region_name: string;
  readonly name: string;
  readonly post: string;
  readonly phone_sealed: Buffer;
  readonly phone_masked: string;
}

/** The contacts of a campaign in the reader's scope, by county and position. */
export async function listContacts(tx: Tx, scope: string, campaign: string): Promise<readonly ContactRow[]> {
  const { rows } = await sql<ContactRow>`
    SELECT k.county, t.name AS county_name, k.position, k.region_name, k.name, k.post, k.phone_sealed,
      k.phone_masked
    FROM campaign_contacts k JOIN tenants t ON t.county = k.county
    WHERE starts_with(k.county::text, ${scope.slice(0, 6)}) AND k.campaign_id = ${campaign}::uuid
    ORDER BY k.county, k.position`.execute(tx);
  return rows;
}

export interface ContactToStore {
  readonly position: number;
  readonly regionName: string;
  readonly name: string;
  readonly post: string;
  readonly phoneSealed: Buffer;
  readonly phoneMasked: string;
}

/** Replaces a county's list. */
export async function replaceContacts(
  tx: Tx,
  of: { readonly county: string; readonly campaign: string },
  contacts: readonly ContactToStore[],
): Promise<void> {
  await sql`DELETE FROM campaign_contacts
    WHERE county = ${of.county} AND campaign_id = ${of.campaign}::uuid`.execute(tx);
  for (const contact of contacts) {
    await sql`
      INSERT INTO campaign_contacts (county, campaign_id, position, region_name, name, post, phone_sealed,
        phone_masked)
      VALUES (${of.county}, ${of.campaign}, ${contact.position}, ${contact.regionName}, ${contact.name},
        ${contact.post}, ${contact.phoneSealed}, ${contact.phoneMasked})`.execute(tx);
  }
}

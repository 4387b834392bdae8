import { sql } from 'kysely';
import type { Tx } from '../../../platform/postgres/database.ts';
import type { CountingScope } from './form-scope.ts';

export interface Contact {
  readonly position: number;
  readonly region_name: string;
  readonly name: string;
  readonly post: string;
  readonly phone_sealed: Buffer;
}

/** The campaign's contacts in their order. */
export async function listContacts(
  tx: Tx,
  scope: Pick<CountingScope, 'county' | 'campaignId'>,
): Promise<readonly Contact[]> {
  const { rows } = await sql<Contact>`
    SELECT position, region_name, name, post, phone_sealed FROM campaign_contacts
    WHERE county = ${scope.county} AND campaign_id = ${scope.campaignId}::uuid ORDER BY position`.execute(tx);
  return rows;
}

import type { KeptPeriod, ReportForm } from '@anju/domain';
import { sql } from 'kysely';
import type { Tx } from '../../../platform/postgres/database.ts';

/** The periods of a county's forms in a campaign that are kept. */
export async function listKeptPeriods(
  tx: Tx,
  of: { readonly county: string; readonly campaignId: string },
): Promise<readonly (KeptPeriod & { readonly form: ReportForm })[]> {
  const { rows } = await sql<KeptPeriod & { form: ReportForm }>`
    SELECT form, period, counted_from AS from, counted_to AS to, nominal_due AS "nominalDue", due_on AS "dueOn"
    FROM reports
    WHERE county = ${of.county} AND campaign_id = ${of.campaignId}::uuid AND counted_from IS NOT NULL`.execute(
    tx,
  );
  return rows;
}

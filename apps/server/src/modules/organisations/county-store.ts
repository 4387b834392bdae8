import type { Tx } from '../../platform/postgres/database.ts';

export interface County {
  /** Six digits. */
  readonly county: string;
  readonly name: string;
}

const COUNTY_DIGITS = 6;
/** A prefecture's or province's own rows stand under its code padded with zeros. */
const PADDED = '%00';

/** The counties, and zones that report like one, that a 辖区 reaches; by code. One for everybody inside a county. */
export async function countiesOf(tx: Tx, scope: string): Promise<readonly County[]> {
  const query = tx.selectFrom('tenants').select(['county', 'name']).orderBy('county');
  if (scope.length >= COUNTY_DIGITS)
    return await query.where('county', '=', scope.slice(0, COUNTY_DIGITS)).execute();
  return await query
    .where('county', '>=', scope.padEnd(COUNTY_DIGITS, '0'))
    .where('county', '<=', scope.padEnd(COUNTY_DIGITS, '9'))
    .where('county', 'not like', PADDED)
    .execute();
}

/** Their names by code; a code without a name is shown as it is. */
export async function countyNames(tx: Tx, scope: string): Promise<(county: string) => string> {
  const names = new Map((await countiesOf(tx, scope)).map(({ county, name }) => [county, name]));
  return (county) => names.get(county) ?? county;
}

/** When the county began to work with the system. */
export async function countySince(tx: Tx, county: string): Promise<Date> {
  const { created_at } = await tx
    .selectFrom('tenants')
    .select('created_at')
    .where('county', '=', county)
    .executeTakeFirstOrThrow();
  return created_at;
}

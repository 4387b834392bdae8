import type { Tx } from '../../platform/postgres/database.ts';

export interface Organisation {
  readonly county: string;
  /** Without padding: 2, 4, 6, 9 or 12 digits. */
  readonly code: string;
  readonly name: string;
  readonly level: string;
  /** 'zone' reports like a county, or like a town inside one. */
  readonly kind: string;
  readonly parent: string | null;
  readonly active: boolean;
}

/** What a county, zone or prefecture is called on lists and forms, and the bureau that fills the forms in. */
export interface CountyNames {
  readonly regionName: string;
  readonly bureau: string;
}

/** With the names of its county where the organisation is the county's own, else null. */
export type PlaceRow = Organisation & { readonly [K in keyof CountyNames]: string | null };

const places = (tx: Tx) =>
  tx
    .selectFrom('organisations as o')
    .leftJoin('tenants as t', (on) =>
      on.onRef('t.county', '=', 'o.county').on('o.level', 'in', ['county', 'prefecture']),
    )
    .select(['o.county', 'o.code', 'o.name', 'o.level', 'o.kind', 'o.parent', 'o.active'])
    .select(['t.name as regionName', 't.bureau']);

/** Every organisation in scope, by code: a parent stands before its children. */
export async function listOrganisations(tx: Tx): Promise<readonly PlaceRow[]> {
  return await places(tx).orderBy('o.code').execute();
}

/** False when the code is taken. */
export async function insertOrganisation(
  tx: Tx,
  row: Omit<Organisation, 'active'>,
  at: Date,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('organisations')
    .values({ ...row, created_at: at })
    .onConflict((on) => on.columns(['county', 'code']).doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** False when there is none of that code in scope. */
export async function updateOrganisation(
  tx: Tx,
  code: string,
  change: { readonly name?: string | undefined; readonly active?: boolean | undefined },
): Promise<boolean> {
  if (change.name === undefined && change.active === undefined)
    return (await findOrganisation(tx, code)) !== null;
  const { numUpdatedRows } = await tx
    .updateTable('organisations')
    .set({
      ...(change.name === undefined ? {} : { name: change.name }),
      ...(change.active === undefined ? {} : { active: change.active }),
    })
    .where('code', '=', code)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function findOrganisation(tx: Tx, code: string): Promise<PlaceRow | null> {
  return (await places(tx).where('o.code', '=', code).executeTakeFirst()) ?? null;
}

/** True where somebody active belongs to it, or something active stands below it. */
export async function isOccupied(tx: Tx, code: string): Promise<boolean> {
  const user = await tx
    .selectFrom('users')
    .select('id')
    .where('organisation', '=', code)
    .where('active', '=', true)
    .limit(1)
    .executeTakeFirst();
  if (user) return true;
  const child = await tx
    .selectFrom('organisations')
    .select('code')
    .where('parent', '=', code)
    .where('active', '=', true)
    .limit(1)
    .executeTakeFirst();
  return child !== undefined;
}

/** A county whose rows there are from now on. Nothing happens where it is known already. */
export async function insertTenant(
  tx: Tx,
  tenant: { county: string; name: string; bureau: string; demonstration: boolean },
  at: Date,
): Promise<void> {
  await tx
    .insertInto('tenants')
    .values({ ...tenant, created_at: at })
    .onConflict((on) => on.column('county').doNothing())
    .execute();
}

/** Lists and forms call the county and its bureau so from now on; what is frozen keeps the names it had. */
export async function renameCounty(
  tx: Tx,
  county: string,
  names: { readonly [K in keyof CountyNames]?: string | undefined },
): Promise<void> {
  const { regionName, bureau } = names;
  await tx
    .updateTable('tenants')
    .set({
      ...(regionName === undefined ? {} : { name: regionName }),
      ...(bureau === undefined ? {} : { bureau }),
    })
    .where('county', '=', county)
    .execute();
}

/** False in a database that waits for its set-up. */
export async function isAnyTenant(tx: Tx): Promise<boolean> {
  return (await tx.selectFrom('tenants').select('county').limit(1).executeTakeFirst()) !== undefined;
}

/** True in a database that was filled with the demonstration county. */
export async function isDemonstration(tx: Tx): Promise<boolean> {
  const row = await tx
    .selectFrom('tenants')
    .select('county')
    .where('demonstration', '=', true)
    .executeTakeFirst();
  return row !== undefined;
}

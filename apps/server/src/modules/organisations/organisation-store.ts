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

/** Every organisation in scope, by code: a parent stands before its children. */
export async function listOrganisations(tx: Tx): Promise<readonly Organisation[]> {
  return await tx
    .selectFrom('organisations')
    .select(['county', 'code', 'name', 'level', 'kind', 'parent', 'active'])
    .orderBy('code')
    .execute();
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

/** Null when there is none of that code in scope. */
export async function updateOrganisation(
  tx: Tx,
  code: string,
  change: { readonly name?: string | undefined; readonly active?: boolean | undefined },
): Promise<Organisation | null> {
  const row = await tx
    .updateTable('organisations')
    .set({
      ...(change.name === undefined ? {} : { name: change.name }),
      ...(change.active === undefined ? {} : { active: change.active }),
    })
    .where('code', '=', code)
    .returning(['county', 'code', 'name', 'level', 'kind', 'parent', 'active'])
    .executeTakeFirst();
  return row ?? null;
}

export async function findOrganisation(tx: Tx, code: string): Promise<Organisation | null> {
  const row = await tx
    .selectFrom('organisations')
    .select(['county', 'code', 'name', 'level', 'kind', 'parent', 'active'])
    .where('code', '=', code)
    .executeTakeFirst();
  return row ?? null;
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

/** A county is called by its tenant's name on every list and form: it changes with the organisation's. */
export async function renameTenant(tx: Tx, county: string, name: string): Promise<void> {
  await tx.updateTable('tenants').set({ name }).where('county', '=', county).execute();
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

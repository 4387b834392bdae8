import type pg from 'pg';

/** Every 辖区 of two digits: a county's code begins with one of them. */
const PREFIXES = Array.from({ length: 100 }, (_, n) => String(n).padStart(2, '0'));

/**
 * The scopes by which the owner of the tables sees every row: null where row security does not hold it (a
 * superuser), else all prefixes one after the other, because the tables force it on their owner too.
 */
export async function everyScope(client: pg.Client): Promise<readonly (string | null)[]> {
  const { rows } = await client.query<{ bypasses: boolean }>(
    'SELECT rolsuper OR rolbypassrls AS bypasses FROM pg_roles WHERE rolname = current_user',
  );
  return rows[0]?.bypasses ? [null] : PREFIXES;
}

/** Points the running transaction at one of them. */
export async function enterScope(client: pg.Client, scope: string | null): Promise<void> {
  // A row security that hid rows would leave holes: rather an error.
  await client.query(
    scope === null
      ? 'SET LOCAL row_security = off'
      : `SET LOCAL row_security = on; SET LOCAL anju.scope = '${scope}'`,
  );
}

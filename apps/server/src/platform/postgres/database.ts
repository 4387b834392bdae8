import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import pg from 'pg';
import type { DB } from './schema.gen.ts';

export type Database = Kysely<DB>;
export type Tx = Transaction<DB>;
/** A region prefix of 2 to 12 digits. */
export type Scope = string;

/** The role that requests and jobs run as; made by the first migration. */
export const APP_ROLE = 'anju_app';

export class ScopeError extends Error {
  override readonly name = 'ScopeError';
}

// PostgreSQL's values as the code wants them: counts and money as numbers, days as text without a zone.
const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => {
    if (oid === pg.types.builtins.INT8) return readInteger;
    if (oid === pg.types.builtins.DATE) return String;
    return format === 'binary' ? pg.types.getTypeParser(oid, 'binary') : pg.types.getTypeParser(oid, 'text');
  },
};

function readInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`integer beyond exact range: ${text}`);
  return value;
}

export interface PoolOptions {
  readonly connection: pg.PoolConfig;
  /** `app` drops to the unprivileged role at connecting; `owner` keeps what the connection has. */
  readonly role: 'app' | 'owner';
  readonly applicationName: string;
  readonly max?: number;
}

/** A pool of connections behind Kysely. Close it with `destroy()`. */
export function openDatabase(options: PoolOptions): Database {
  const pool = new pg.Pool({
    ...options.connection,
    ...(options.role === 'app' ? { options: `-c role=${APP_ROLE}` } : {}),
    application_name: options.applicationName,
    max: options.max ?? 20,
    types,
  });
  // An idle connection that breaks is replaced at the next use; unheard, the event would end the process.
  pool.on('error', () => undefined);
  return new Kysely<DB>({ dialect: new PostgresDialect({ pool }) });
}

const SCOPE = /^\d{2,12}$/;

/**
 * Runs `work` in a transaction that sees the rows of `scope` (辖区) and no others.
 * Throws ScopeError for anything but 2 to 12 digits: the value goes into the statement as it is, because
 * SET takes no parameters, and set_config() is not passed on to the workers of a distributed PostgreSQL.
 */
export async function inScope<T>(db: Database, scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> {
  return await db.transaction().execute(async (tx) => {
    await changeScope(tx, scope);
    return await work(tx);
  });
}

/** Points a transaction at another scope. For the few acts that move between counties: sign-in and set-up. */
export async function changeScope(tx: Tx, scope: Scope): Promise<void> {
  if (!SCOPE.test(scope)) throw new ScopeError('a scope is 2 to 12 digits');
  await sql.raw(`SET LOCAL anju.scope = '${scope}'`).execute(tx);
}

/** Does a part of a transaction's work in another scope, and points it back. */
export async function withScope<T>(tx: Tx, scope: Scope, work: () => Promise<T>): Promise<T> {
  const { rows } = await sql<{ before: string }>`SELECT current_setting('anju.scope') AS before`.execute(tx);
  await changeScope(tx, scope);
  const done = await work();
  await changeScope(tx, rows[0]?.before ?? '');
  return done;
}

/** Lets a transaction see the one row whose secret the caller holds. `digest`: 32 bytes. */
export async function setLookup(tx: Tx, digest: Buffer): Promise<void> {
  const hex = digest.toString('hex');
  if (!/^[0-9a-f]{64}$/.test(hex)) throw new ScopeError('a look-up is a digest of 32 bytes');
  await sql.raw(`SET LOCAL anju.lookup = '${hex}'`).execute(tx);
}

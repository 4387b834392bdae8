import { runner } from 'node-pg-migrate';
import pg from 'pg';
import { MIGRATIONS } from '../config.ts';

/** The table of migrations already run; kept out of the generated types. */
export const MIGRATIONS_TABLE = 'migrations';

/**
 * Brings the database of `connection` up to the newest migration, all in one transaction. The owner connects.
 * `count` stops after that many. Returns the names of those run now.
 */
export async function migrate(connection: pg.ClientConfig, count?: number): Promise<readonly string[]> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    const run = await runner({
      dbClient: client,
      dir: MIGRATIONS,
      direction: 'up',
      migrationsTable: MIGRATIONS_TABLE,
      checkOrder: true,
      singleTransaction: true,
      ...(count === undefined ? {} : { count }),
      logger: { info: () => undefined, warn: () => undefined, error: () => undefined },
    });
    return run.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

/** Makes the database `name` where it is missing. Returns whether it was made. */
export async function createDatabase(connection: pg.ClientConfig, name: string): Promise<boolean> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    if (rowCount) return false;
    await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
    return true;
  } finally {
    await client.end();
  }
}

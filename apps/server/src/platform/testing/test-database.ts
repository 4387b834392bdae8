import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { APP_ROLE } from '../postgres/database.ts';

export interface TestDatabase {
  /** As the owner of the tables. */
  readonly connection: pg.ClientConfig & { readonly database: string };
  /** As the unprivileged role, by its own log-in. */
  readonly app: pg.ClientConfig & { readonly database: string };
  drop(): Promise<void>;
}

/** A database of a suite's own: a copy of the migrated template. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { host, port, user, password, appPassword, template } = inject('cluster');
  const database = `t_${randomBytes(6).toString('hex')}`;
  const admin = async (statement: string) => {
    const client = new pg.Client({ host, port, user, password, database: 'postgres' });
    await client.connect();
    await client.query(statement).finally(() => client.end());
  };
  await admin(`CREATE DATABASE ${database} TEMPLATE ${template}`);
  return {
    connection: { host, port, user, password, database },
    app: { host, port, user: APP_ROLE, password: appPassword, database },
    drop: () => admin(`DROP DATABASE ${database} WITH (FORCE)`),
  };
}

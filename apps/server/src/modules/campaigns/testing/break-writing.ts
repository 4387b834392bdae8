import pg from 'pg';
import type { TestApp } from '../../../platform/testing/index.ts';

/**
 * Makes the database refuse a row in the middle of an act, as a full disk or a kill would, and takes that back after
 * `during`. `when` is SQL over NEW.
 */
export async function breakWriting<T>(
  test: TestApp,
  row: { readonly table: string; readonly when: string },
  during: () => Promise<T>,
): Promise<T> {
  const client = new pg.Client(test.database.connection);
  await client.connect();
  try {
    await client.query(`CREATE FUNCTION break_writing() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN IF ${row.when} THEN RAISE 'broken by the test'; END IF; RETURN NEW; END $$`);
    await client.query(
      `CREATE TRIGGER break_writing BEFORE INSERT ON ${row.table} FOR EACH ROW EXECUTE FUNCTION break_writing()`,
    );
    return await during();
  } finally {
    await client.query('DROP FUNCTION break_writing CASCADE');
    await client.end();
  }
}

import pg from 'pg';
import { enterScope, everyScope } from '../postgres/every-scope.ts';
import type { Secrets } from '../secrets.ts';

export interface FieldProgress {
  readonly table: string;
  readonly column: string;
  /** Fields looked at so far, of this column. */
  readonly seen: number;
  /** Of these, sealed anew. */
  readonly resealed: number;
}

export interface SealedColumn {
  readonly table: string;
  readonly column: string;
}

const ROWS_AT_ONCE = 1000;
const BEFORE_ALL = { county: '', id: '00000000-0000-0000-0000-000000000000' };

/** Every column that holds sealed fields: by their name, so that one that is added later is not forgotten. */
export async function sealedColumns(client: pg.Client): Promise<readonly SealedColumn[]> {
  const { rows } = await client.query<SealedColumn>(
    `SELECT table_name AS "table", column_name AS "column" FROM information_schema.columns
     WHERE table_schema = 'public' AND data_type = 'bytea' AND column_name LIKE '%\\_sealed'
     ORDER BY 1, 2`,
  );
  return rows;
}

/**
 * Seals anew, under the current key, every field that an older key sealed; a batch a transaction, while the server
 * works on. What was done stays done: stopped and begun again, it passes over it. Yields after every batch.
 */
export async function* resealFields(owner: pg.ClientConfig, secrets: Secrets): AsyncGenerator<FieldProgress> {
  const client = new pg.Client(owner);
  await client.connect();
  try {
    for (const at of await sealedColumns(client)) yield* resealColumn(client, secrets, at);
  } finally {
    await client.end();
  }
}

async function* resealColumn(
  client: pg.Client,
  secrets: Secrets,
  at: SealedColumn,
): AsyncGenerator<FieldProgress> {
  let [seen, resealed] = [0, 0];
  for (const scope of await everyScope(client)) {
    let after = BEFORE_ALL;
    for (;;) {
      const batch = await inTransaction(client, scope, () => resealBatch(client, secrets, at, after));
      if (batch.last === null) break;
      after = batch.last;
      seen += batch.seen;
      resealed += batch.resealed;
      yield { ...at, seen, resealed };
    }
  }
}

interface SealedRow {
  readonly county: string;
  readonly id: string;
  readonly sealed: Buffer;
}

/** Every table's key begins with the county and ends with an id (docs/how-to/add-a-module.md). */
async function resealBatch(
  client: pg.Client,
  secrets: Secrets,
  { table, column }: SealedColumn,
  after: { readonly county: string; readonly id: string },
) {
  const [into, field] = [client.escapeIdentifier(table), client.escapeIdentifier(column)];
  const { rows } = await client.query<SealedRow>(
    `SELECT county, id, ${field} AS sealed FROM ${into}
     WHERE ${field} IS NOT NULL AND (county, id) > ($1::bpchar, $2::uuid) ORDER BY county, id LIMIT ${ROWS_AT_ONCE}`,
    [after.county, after.id],
  );
  const old = rows.filter(({ sealed }) => !secrets.isCurrent(sealed));
  // A field that somebody changed meanwhile keeps the change.
  const { rowCount } = await client.query(
    `UPDATE ${into} t SET ${field} = v.resealed
     FROM unnest($1::bpchar[], $2::uuid[], $3::bytea[], $4::bytea[]) AS v (county, id, sealed, resealed)
     WHERE t.county = v.county AND t.id = v.id AND t.${field} = v.sealed`,
    [
      old.map(({ county }) => county),
      old.map(({ id }) => id),
      old.map(({ sealed }) => sealed),
      old.map(({ sealed }) => secrets.sealField(secrets.openField(sealed))),
    ],
  );
  return { last: rows.at(-1) ?? null, seen: rows.length, resealed: rowCount ?? 0 };
}

async function inTransaction<T>(client: pg.Client, scope: string | null, work: () => Promise<T>): Promise<T> {
  await client.query('BEGIN');
  try {
    await enterScope(client, scope);
    const result = await work();
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

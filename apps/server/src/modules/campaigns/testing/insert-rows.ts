import { sql } from 'kysely';
import type { Json } from '../../../platform/json.ts';
import type { Tx } from '../../../platform/postgres/database.ts';
import type { DB } from '../../../platform/postgres/schema.gen.ts';

/** A row as JSON: dates and moments as text, bytes as '\x…'. What a column is not given keeps its default. */
export type Row = Readonly<Record<string, Json>>;

const AT_ONCE = 2_000;

/** Inserts many rows of the same columns with few statements. */
export async function insertRows(
  tx: Tx,
  table: keyof DB,
  rows: readonly Row[],
  options: { readonly mayExist?: boolean } = {},
): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  const columns = sql.join(Object.keys(first).map((column) => sql.ref(column)));
  for (let from = 0; from < rows.length; from += AT_ONCE)
    await sql`
      INSERT INTO ${sql.table(table)} (${columns})
      SELECT ${columns} FROM jsonb_populate_recordset(NULL::${sql.table(table)},
        ${JSON.stringify(rows.slice(from, from + AT_ONCE))}::jsonb)
      ${options.mayExist === true ? sql`ON CONFLICT DO NOTHING` : sql``}`.execute(tx);
}

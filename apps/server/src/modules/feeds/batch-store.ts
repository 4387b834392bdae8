import { sql } from 'kysely';
import type { Tx } from '../../platform/postgres/database.ts';

/** What counts for a register, or will as soon as its check has ended. */
export interface CountingBatch {
  readonly batchId: string;
  /** The newest data date in it. */
  readonly asOf: string;
  readonly files: readonly { readonly name: string; readonly sha256: string }[];
}

interface Key {
  readonly county: string;
  readonly kind: string;
}

/** Two files of one register confirmed at once: the second waits, and is then asked about the first. */
export async function lockBatches(tx: Tx, { county, kind }: Key): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtext('anju.feed-batches'), hashtext(${county + kind}))`.execute(
    tx,
  );
}

/** The newest batch of a register whose files are there; `but` is the file that asks. */
export async function countingBatch(
  tx: Tx,
  { county, kind, but }: Key & { readonly but: string },
): Promise<CountingBatch | null> {
  const { rows } = await sql<{ batch: string; as_of: string; file_name: string; file_sha256: string }>`
    SELECT coalesce(batch_id, id) AS batch, as_of::text, file_name, file_sha256 FROM feeds
    WHERE county = ${county} AND kind = ${kind} AND id <> ${but}::uuid AND purged_at IS NULL
      AND state IN ('done', 'loading')
    ORDER BY feeds.as_of DESC, batch DESC, id`.execute(tx);
  const [first] = rows;
  if (first === undefined) return null;
  const files = rows.filter((row) => row.batch === first.batch);
  return {
    batchId: first.batch,
    asOf: first.as_of,
    files: files.map((row) => ({ name: row.file_name, sha256: row.file_sha256 })),
  };
}

export async function setBatch(
  tx: Tx,
  key: { readonly county: string; readonly id: string },
  batchId: string,
) {
  await sql`
    UPDATE feeds SET batch_id = ${batchId}::uuid WHERE county = ${key.county} AND id = ${key.id}::uuid`.execute(
    tx,
  );
}

/** The newest batch is kept as a whole for as long as its last file; the files of the others go soon. */
export async function scheduleBatches(
  tx: Tx,
  { county, kind }: Key,
  purge: { readonly newest: Date; readonly others: Date },
): Promise<void> {
  await sql`
    UPDATE feeds SET purge_after = CASE WHEN coalesce(feeds.batch_id, feeds.id) = newest.batch
      THEN ${purge.newest}::timestamptz ELSE least(purge_after, ${purge.others}::timestamptz) END
    FROM (
      SELECT coalesce(batch_id, id) AS batch FROM feeds
      WHERE county = ${county} AND kind = ${kind} AND state = 'done' AND purged_at IS NULL
      ORDER BY as_of DESC, batch DESC LIMIT 1
    ) newest
    WHERE county = ${county} AND kind = ${kind} AND state = 'done' AND purged_at IS NULL`.execute(tx);
}

import { sql } from 'kysely';
import type { Deps } from '../deps.ts';
import { canonicalJson, type Json } from '../json.ts';
import type { Tx } from '../postgres/database.ts';

/** The channel on which runners hear of new work. Missing a message costs a second: they also ask. */
export const CHANNEL = 'anju_jobs';

export interface NewJob {
  readonly county: string;
  readonly kind: string;
  /** Ids and codes; no personal data. */
  readonly input: Json;
  /** The person's id, or null for the system's own work. */
  readonly requestedBy: string | null;
}

/** Queues work in the act's own transaction: it is there if and only if the act is. Returns the job's id. */
export async function enqueueJob(tx: Tx, deps: Pick<Deps, 'clock' | 'ids'>, job: NewJob): Promise<string> {
  const id = deps.ids();
  await tx
    .insertInto('jobs')
    .values({
      county: job.county,
      id,
      kind: job.kind,
      input: canonicalJson(job.input),
      requested_by: job.requestedBy,
      created_at: deps.clock.now(),
    })
    .execute();
  await sql.raw(`NOTIFY ${CHANNEL}`).execute(tx);
  return id;
}

import type { Deps } from '../../platform/deps.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { insertDataUse } from './store.ts';

export interface DataUse {
  readonly county: string;
  readonly feed: {
    readonly id: string;
    readonly kind: string;
    readonly department: string;
    readonly name: string;
    readonly asOf: string;
  };
  /** Null for a use that is no run. */
  readonly runId: string | null;
  /** Chinese: what for. */
  readonly purpose: string;
  /** Rows read through. */
  readonly rows: number;
  /** Rows kept. */
  readonly hits: number;
  readonly by: { readonly id: string; readonly name: string };
}

/**
 * Who received what for which purpose (E12), in the transaction of the use. A run that is repeated after a crash
 * makes one entry.
 */
export async function recordDataUse(
  tx: Tx,
  deps: Pick<Deps, 'clock' | 'ids'>,
  { feed, ...use }: DataUse,
): Promise<void> {
  await insertDataUse(tx, {
    ...use,
    id: deps.ids(),
    feedId: feed.id,
    kind: feed.kind,
    department: feed.department,
    fileName: feed.name,
    asOf: feed.asOf,
    at: deps.clock.now(),
  });
}

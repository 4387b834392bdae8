import { type CalendarDate, calendarDate, type RegisterKind } from '@anju/domain';
import type { MappingOverride } from '@anju/matching';
import type { Deps } from '../../platform/deps.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { kindOfFeed } from './deliver-feed.ts';
import { newestFeeds } from './store.ts';

/** A delivery that a run may read. */
export interface CurrentFeed {
  readonly id: string;
  readonly kind: RegisterKind;
  readonly department: string;
  /** Of its content, by which the store knows it. */
  readonly sha256: string;
  /** As delivered, for lineage. */
  readonly name: string;
  readonly asOf: CalendarDate;
  /** Undefined where the detected columns stand. */
  readonly mapping: MappingOverride | undefined;
  readonly rows: number;
}

/** The newest delivery of each register whose file is still there; what is missing here is 不可比. */
export async function currentFeeds(
  tx: Tx,
  deps: Pick<Deps, 'files'>,
  county: string,
): Promise<readonly CurrentFeed[]> {
  const feeds = await newestFeeds(tx, county, { withFile: true });
  const there = await Promise.all(feeds.map((feed) => deps.files.has(feed.file_sha256)));
  return feeds
    .filter((_, index) => there[index])
    .map((feed) => ({
      id: feed.id,
      kind: kindOfFeed(feed),
      department: feed.department,
      sha256: feed.file_sha256,
      name: feed.file_name,
      asOf: calendarDate(feed.as_of),
      mapping: feed.mapping === null ? undefined : { columns: feed.mapping },
      rows: feed.rows_read ?? 0,
    }));
}

import { type CalendarDate, calendarDate, type RegisterKind } from '@anju/domain';
import type { MappingOverride } from '@anju/matching';
import type { Deps } from '../../platform/deps.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { overrideOf, pointedIn } from '../intake/index.ts';
import { kindOfFeed } from './deliver-feed.ts';
import { type FeedRow, newestFeeds } from './store.ts';

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

/** Files of one name are told apart in the lineage: 低保.xlsx, 低保.xlsx（2）. */
function nameApart(feeds: readonly FeedRow[], index: number): string {
  const name = feeds[index]?.file_name ?? '';
  const before = feeds.slice(0, index).filter((feed) => feed.file_name === name).length;
  return before === 0 ? name : `${name}（${before + 1}）`;
}

function mappingOf(feed: FeedRow): MappingOverride | undefined {
  const pointed = pointedIn(feed);
  return pointed === null ? undefined : overrideOf(pointed);
}

/** The files of the newest batch of each register, as far as they are still there; what is missing here is 不可比. */
export async function currentFeeds(
  tx: Tx,
  deps: Pick<Deps, 'files'>,
  county: string,
): Promise<readonly CurrentFeed[]> {
  const feeds = await newestFeeds(tx, county, { withFile: true });
  const there = await Promise.all(feeds.map((feed) => deps.files.has(feed.file_sha256)));
  return feeds
    .filter((_, index) => there[index])
    .map((feed, index, present) => ({
      id: feed.id,
      kind: kindOfFeed(feed),
      department: feed.department,
      sha256: feed.file_sha256,
      name: nameApart(present, index),
      asOf: calendarDate(feed.as_of),
      mapping: mappingOf(feed),
      rows: feed.rows_read ?? 0,
    }));
}

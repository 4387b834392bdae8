import type { Module } from '../../platform/module.ts';
import { deliverDemonstrationFeeds } from './demo.ts';
import { feedJobs } from './feed-jobs.ts';
import { feedRoutes } from './routes.ts';

export { type CurrentFeed, currentFeeds } from './current-feeds.ts';
export { type LedgerEntry, ledgerOf } from './freshness.ts';
export { purgeFeeds } from './purge-feeds.ts';

export const feeds: Module = {
  name: 'feeds',
  routes: feedRoutes,
  jobs: feedJobs,
  demo: deliverDemonstrationFeeds,
  actLabels: { 'feed.purge': '清理到期的报送文件' },
};

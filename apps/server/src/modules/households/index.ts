import type { Module } from '../../platform/module.ts';
import { householdRoutes } from './routes.ts';

export { describeRuns } from './describe-runs.ts';
export { loadRosterFor, type RosterEntry } from './load-for-run.ts';
export {
  countActive,
  type HouseholdToStore,
  type KnownHousehold,
  type KnownMember,
  knownHouseholds,
  knownMembers,
  lockRoster,
  type MemberToStore,
  replaceMembers,
  replaceTenancies,
  type TenancyToStore,
  upsertHouseholds,
} from './load-store.ts';
export { relationLabel } from './relation-label.ts';
export { runStepsOf } from './run-history-store.ts';
export { markExited, placeInCommunity } from './store.ts';

export const households: Module = { name: 'households', routes: householdRoutes };

import type { Module } from '../../platform/module.ts';
import { everyHour } from '../intake/index.ts';
import { foldCounties } from './fold-counties.ts';
import { householdRoutes } from './routes.ts';
import { settleCounties } from './settle-county.ts';

export { describeRuns } from './describe-runs.ts';
export { foldSums, indicatorsOf } from './figures-store.ts';
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
export { settleCounty } from './settle-county.ts';
export { settleStates } from './state-store.ts';
export { placeInCommunity } from './store.ts';

export const households: Module = {
  name: 'households',
  routes(app, deps) {
    householdRoutes(app, deps);
    everyHour(app, deps, 'families that leave today', () => settleCounties(deps));
    everyHour(app, deps, 'household figures', () => foldCounties(deps));
  },
  actLabels: { 'household.settle': '到花名册载明的退出日期' },
};

import type { Module } from '../../platform/module.ts';
import { householdRoutes } from './routes.ts';

export { BYTE_ORDER_MARK, csvCell, csvLine } from './csv.ts';
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
export { type HouseholdSummary, markExited, placeInCommunity, summariesByIds } from './store.ts';

export const households: Module = { name: 'households', routes: householdRoutes };

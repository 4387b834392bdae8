export { type CompareResult, compare, openComparison } from './compare.ts';
export { findHeaderFaults, type HeaderFault } from './header-faults.ts';
export {
  ROSTER_TABLE,
  type RosterOptions,
  readOpenRoster,
  readRoster,
  ungroupedFault,
} from './roster/read-roster.ts';
export type { RosterHousehold, RosterReading } from './roster/types.ts';
export { noRowsFault, strangeFault, tellingFields } from './strange-file.ts';
export type {
  CompareFault,
  CompareInput,
  Comparison,
  FamilyHits,
  Progress,
  Refusal,
  RefusalList,
  RegisterFile,
  RegisterStatistics,
} from './types.ts';
export { fileAt } from './types.ts';
export { findUnreadCells } from './unread-cells.ts';

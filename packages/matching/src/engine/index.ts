export { type CompareResult, compare, openComparison } from './compare.ts';
export { ROSTER_TABLE, type RosterOptions, readOpenRoster, readRoster } from './roster/read-roster.ts';
export type { RosterHousehold, RosterReading } from './roster/types.ts';
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

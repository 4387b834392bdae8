export { backwards, initialsOf } from './initials.ts';
export { inCounties, startsWith, sumsOf } from './scope-store.ts';
export {
  type EstateRow,
  listEstateNames,
  listEstates,
  type NewUnit,
  stockKey,
  upsertEstates,
  upsertUnits,
} from './store.ts';

import { isPrefecture } from '../basics/region.ts';
import type { Role } from './permissions.ts';

/** Who works on what a level handles itself: a prefecture has no officers. `county`: its six digits. */
export const workerAt = (county: string): Role =>
  isPrefecture(county) ? 'prefecture-supervisor' : 'county-officer';

/** The second person on what a level handles itself: a prefecture has no reviewers. */
export const secondPersonAt = (county: string): Role => (isPrefecture(county) ? 'leader' : 'reviewer');

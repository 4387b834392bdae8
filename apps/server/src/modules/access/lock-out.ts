/** Wrong tries before the first lock. */
export const FREE_TRIES = 5;
const FIRST_LOCK_MS = 60_000;
const LONGEST_LOCK_MS = 3_600_000;

/**
 * How long a user is locked after the `failed`-th wrong try in a row: not at all before the fifth, then one
 * minute, doubling with each further try up to an hour. Milliseconds.
 */
export function lockAfter(failed: number): number {
  if (failed < FREE_TRIES) return 0;
  return Math.min(FIRST_LOCK_MS * 2 ** (failed - FREE_TRIES), LONGEST_LOCK_MS);
}

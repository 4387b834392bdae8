import { mkdirSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';

export interface Claim {
  /** Which of them, from 0. */
  readonly at: number;
  readonly release: () => void;
}

/**
 * Takes the first of `count` things that no other process holds, or null where each is held. A folder is made by one
 * process only, however many try at once.
 */
export function claimFirst(folder: string, count: number): Claim | null {
  for (let at = 0; at < count; at += 1) {
    const mark = join(folder, String(at));
    if (made(mark)) return { at, release: () => rmdirSync(mark) };
  }
  return null;
}

function made(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

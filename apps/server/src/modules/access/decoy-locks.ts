import type { Clock } from '../../platform/clock.ts';
import { lockAfter } from './lock-out.ts';

/** Names kept at once; beyond that the oldest go, so that made-up names don't fill the memory. */
const MOST = 10_000;

/** Counts tries on names that nobody has, as if somebody had them. */
export interface DecoyLocks {
  /** Counts a try on `name` unless it is locked. Returns for how long it still is, in milliseconds, 0 when it is not. */
  try(name: string): number;
}

/** Without these the fifth wrong try would tell: only a user who is there is ever locked. In this process only. */
export function decoyLocks(clock: Clock): DecoyLocks {
  const tries = new Map<string, { readonly failed: number; readonly until: number }>();
  return {
    try: (name) => {
      const now = clock.now().getTime();
      const before = tries.get(name) ?? { failed: 0, until: 0 };
      if (before.until > now) return before.until - now;
      const failed = before.failed + 1;
      tries.delete(name);
      tries.set(name, { failed, until: now + lockAfter(failed) });
      const [oldest] = tries.keys();
      if (tries.size > MOST && oldest !== undefined) tries.delete(oldest);
      return 0;
    },
  };
}

import type { Clock } from '../clock.ts';
import { Problem } from '../problem.ts';

/** Counts tries per key in a sliding pair of windows; memory is bounded by the keys of the last two windows. */
export interface RateLimit {
  /** Throws Problem too-many-requests when `key` had its share. */
  take(key: string): void;
  /** What succeeded was no try. */
  giveBack(key: string): void;
}

/** At most `tries` in `windowMs` for each key, in this process. */
export function rateLimit(clock: Clock, tries: number, windowMs: number): RateLimit {
  let windowStart = 0;
  let current = new Map<string, number>();
  let previous = new Map<string, number>();
  return {
    take: (key) => {
      const now = clock.now().getTime();
      if (now - windowStart >= windowMs) {
        previous = now - windowStart < 2 * windowMs ? current : new Map();
        current = new Map();
        windowStart = now;
      }
      const count = (current.get(key) ?? 0) + 1;
      const share = 1 - (now - windowStart) / windowMs;
      if (count + (previous.get(key) ?? 0) * share > tries) throw tooMany(windowMs);
      current.set(key, count);
    },
    giveBack: (key) => {
      current.set(key, Math.max(0, (current.get(key) ?? 0) - 1));
    },
  };
}

function tooMany(windowMs: number): Problem {
  return new Problem({
    status: 429,
    code: 'too-many-requests',
    title: '尝试太频繁',
    detail: `尝试次数太多。请 ${Math.ceil(windowMs / 60_000)} 分钟后再试。`,
  });
}

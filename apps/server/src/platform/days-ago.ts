import { addDays } from '@anju/domain';
import type { Clock } from './clock.ts';
import type { Deps } from './deps.ts';

const DAY_MS = 86_400_000;

/** The same server some days ago: a demonstration's people did not do everything today. */
export function daysAgo(deps: Deps, days: number): Deps {
  const clock: Clock = {
    now: () => new Date(deps.clock.now().getTime() - days * DAY_MS),
    today: () => addDays(deps.clock.today(), -days),
  };
  return { ...deps, clock };
}

import { at } from '../random.ts';
import { HOUSING } from './housing.ts';
import { PEOPLE } from './people.ts';
import { POSSESSIONS } from './possessions.ts';
import type { Scenario } from './scenario.ts';
import { TENANCY } from './tenancy.ts';

export type { Planted, Plot, Scenario } from './scenario.ts';

const TOPICS = [HOUSING, POSSESSIONS, PEOPLE, TENANCY];

/** Taken from each topic in turn, so that a small county has something of everything. */
export const SCENARIOS: readonly Scenario[] = Array.from(
  { length: Math.max(...TOPICS.map((topic) => topic.length)) },
  (_, index) => TOPICS.flatMap((topic) => topic.slice(index, index + 1)),
).flat();

/** At least so large a part of the households has nothing planted. */
const UNREMARKABLE = 0.4;

/**
 * Which scenarios happen in a county of so many households: each once, then again, up to one in eighty households
 * for a small county and one in three hundred beyond.
 */
export function chooseScenarios(households: number): readonly Scenario[] {
  const each = Math.max(
    1,
    Math.round(Math.min(households, 1000) / 80 + Math.max(0, households - 1000) / 300),
  );
  const chosen: Scenario[] = [];
  let room = Math.floor(households * (1 - UNREMARKABLE));
  for (let i = 0; i < each * SCENARIOS.length; i++) {
    const scenario = at(SCENARIOS, i % SCENARIOS.length);
    const needed = scenario.households ?? 1;
    if (needed > room) break;
    room -= needed;
    chosen.push(scenario);
  }
  return chosen;
}

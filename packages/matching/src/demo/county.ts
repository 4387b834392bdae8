import type { CalendarDate, Confidence, RegisterKind, RuleCode } from '@anju/domain';
import { makePerson } from './family.ts';
import { type Community, type DemoHousehold, makeHousehold } from './household.ts';
import { createMemberIds, type MintId } from './people/member-ids.ts';
import { createPopulation, type Person, type Population } from './people/population.ts';
import { addQuietFacts } from './quiet-facts.ts';
import { at, createRandom } from './random.ts';
import type { DemoRow } from './rows.ts';
import { chooseScenarios, type Plot, type Scenario } from './scenarios/index.ts';

export interface TruthRow {
  readonly household: string;
  readonly rule: RuleCode;
  /** ID number as the roster has it, cleaned; null where the finding is about the household. */
  readonly person: string | null;
  readonly confidence: Confidence;
  readonly note?: string;
  readonly optional?: true;
}

export interface DecoyRow {
  readonly household: string;
  readonly rule: RuleCode;
  readonly why: string;
}

export interface DemoCounty {
  readonly households: readonly DemoHousehold[];
  /** Rows about the members, by register. */
  readonly rows: ReadonlyMap<RegisterKind, readonly DemoRow[]>;
  readonly population: Population;
  readonly truth: readonly TruthRow[];
  readonly decoys: readonly DecoyRow[];
}

export interface CountyWish {
  readonly county: string;
  readonly households: number;
  /** People of the registers besides the members. */
  readonly population: number;
  readonly seed: string;
  readonly asOf: CalendarDate;
  readonly communities?: readonly Community[];
}

/** A county with its planted findings and its decoys. The same wish gives the same county. */
export function makeCounty(wish: CountyWish): DemoCounty {
  const random = createRandom(`${wish.seed}/county`);
  const population = createPopulation(wish.county, wish.seed);
  const mint = createMemberIds(wish.county);
  const scenarios = chooseScenarios(wish.households);
  const plans: (Scenario | null)[] = Array.from({ length: wish.households }, () => null);
  const places = random.shuffle(plans.map((_, index) => index));
  // One place for each scenario; a second household, where one is needed, comes from the end of the list.
  const seconds: number[] = [];
  for (const [index, scenario] of scenarios.entries()) plans[at(places, index)] = scenario;
  let last = places.length;
  for (const scenario of scenarios) if (scenario.households === 2) seconds.push(at(places, --last));
  const taken = new Set(seconds);
  const households = plans.map((scenario, index) =>
    makeHousehold({ ...wish, total: wish.households, random, mint }, index, {
      wish: scenario?.wish ?? 'any',
      category: scenario?.category ?? null,
      quiet: scenario === null && !taken.has(index),
    }),
  );
  const rows = new Map<RegisterKind, DemoRow[]>();
  const add = (kind: RegisterKind, row: DemoRow) => {
    const known = rows.get(kind);
    if (known === undefined) rows.set(kind, [row]);
    else known.push(row);
  };
  const truth: TruthRow[] = [];
  const decoys: DecoyRow[] = [];
  let outsiders = 0;
  const outsider = (sex?: Person['sex']): Person => {
    for (;;) {
      // Counted down from the far end of the population: beyond whoever stands in the registers.
      const person = population.person(population.capacity - 1 - outsiders++);
      if (sex === undefined || person.sex === sex) return person;
    }
  };
  const base = { asOf: wish.asOf, county: wish.county, random, population };
  for (const [index, household] of households.entries()) {
    const scenario = plans[index] ?? null;
    if (scenario === null) {
      if (!taken.has(index)) addQuietFacts(base, household, add);
      continue;
    }
    const second = scenario.households === 2 ? [at(households, at(seconds, 0))] : [];
    if (second.length > 0) seconds.shift();
    const plot: Plot = {
      ...base,
      households: [household, ...second],
      household,
      self: at(household.members, 0),
      size: household.members.length,
      add,
      find: (rule, person, planted = {}, where = household) =>
        truth.push({
          household: where.code,
          rule,
          person: person?.id ?? null,
          confidence: 'exact',
          ...planted,
        }),
      decoy: (rule, why) => decoys.push({ household: household.code, rule, why }),
      outsider,
      namesake: (person) => ({ ...person, ...sameDay(mint, person) }),
      person: (age, sex) => makePerson({ asOf: wish.asOf, random, mint }, age, sex),
    };
    scenario.plant(plot);
  }
  return { households, rows, population, truth, decoys };
}

function sameDay(mint: MintId, person: Person): Pick<Person, 'id' | 'birth'> {
  return mint(person.birth, person.sex);
}

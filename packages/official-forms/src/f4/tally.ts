import {
  type DisciplineLevel,
  type FormLevel,
  HEAVIEST_FOR_VILLAGE_CADRES,
  isTooHeavyForVillageCadre,
  type Sanction,
  type SupervisionForm,
} from '@anju/domain';
import type { Fault } from '../fault.ts';
import type { F4Figures } from './data.ts';

/** One person of one concluded case: a person counts once, each measure counts once. */
export interface HandledPerson {
  /** The same person in two cases has the same key. */
  readonly personKey: string;
  readonly disciplineLevel: DisciplineLevel;
  readonly formLevel: FormLevel;
  readonly partySanction: boolean;
  readonly administrativeSanction: Sanction | null;
  readonly admonished: boolean;
  readonly organisational: boolean;
  readonly judicial: boolean;
  readonly form: SupervisionForm | null;
}

/** A problem of the month, as the ledger has it. */
export interface RuralCase {
  readonly id: string;
  readonly found: boolean;
  readonly finished: boolean;
  readonly amountFen: number;
  readonly unitsReviewed: number;
  readonly unitsNotified: number;
  readonly exposures: number;
  readonly exposedPersons: number;
  readonly persons: readonly HandledPerson[];
}

type Counting<T> = { [K in keyof T]: T[K] extends number | null ? number : Counting<T[K]> };

/** The 34 figures of a month's cases; money is summed in fen and not rounded here. Faults name the case in `path`. */
export function tallyF4(cases: readonly RuralCase[]): {
  readonly figures: F4Figures;
  readonly faults: readonly Fault[];
} {
  const figures = noFigures();
  const faults: Fault[] = [];
  const counted = new Set<string>();
  for (const entry of cases) {
    if (entry.found) figures.found += 1;
    if (entry.finished) figures.finished += 1;
    figures.units.reviewed += entry.unitsReviewed;
    figures.units.notified += entry.unitsNotified;
    figures.amountFen += entry.amountFen;
    if (entry.exposures > 0) figures.exposure.problems += 1;
    figures.exposure.times += entry.exposures;
    figures.exposure.persons += entry.exposedPersons;
    for (const person of entry.persons) {
      counted.add(person.personKey);
      countPerson(figures.persons, person);
      if (isTooHeavy(person)) {
        faults.push({
          code: 'sanction-too-heavy',
          path: entry.id,
          message: `村社干部的政务处分最重为${HEAVIEST_FOR_VILLAGE_CADRES}，不能给予${person.administrativeSanction}，请核对。`,
        });
      }
    }
  }
  figures.persons.total = counted.size;
  return { figures, faults };
}

function countPerson(sums: Counting<F4Figures['persons']>, person: HandledPerson): void {
  if (person.partySanction) sums.party[person.disciplineLevel] += 1;
  if (person.administrativeSanction !== null) sums.administrative[person.disciplineLevel] += 1;
  if (person.admonished) sums.admonished += 1;
  if (person.organisational) sums.organisational += 1;
  if (person.judicial) sums.judicial += 1;
  if (person.form !== null) sums[person.form][person.formLevel] += 1;
}

function isTooHeavy(person: HandledPerson): boolean {
  if (person.formLevel !== 'villageCadre' || person.administrativeSanction === null) return false;
  return isTooHeavyForVillageCadre(person.administrativeSanction);
}

function noFigures(): Counting<F4Figures> {
  const byDiscipline = () => ({ county: 0, township: 0, belowTownship: 0 });
  const byForm = () => ({ county: 0, townshipAndBelow: 0, villageCadre: 0, other: 0 });
  return {
    found: 0,
    finished: 0,
    units: { reviewed: 0, notified: 0 },
    persons: {
      total: 0,
      party: byDiscipline(),
      administrative: byDiscipline(),
      admonished: 0,
      organisational: 0,
      judicial: 0,
      first: byForm(),
      second: byForm(),
      third: byForm(),
      fourth: byForm(),
    },
    exposure: { times: 0, problems: 0, persons: 0 },
    amountFen: 0,
  };
}

/** A person as a clue names them. */
interface NamedPerson {
  readonly name: string;
  readonly post: string;
  readonly level: string;
}

/** What of a clue goes down with it, and may be corrected above afterwards. */
export interface HandedFacts {
  readonly place: string;
  readonly placeRegion: string | null;
  readonly accusedOrganisation: string | null;
  readonly accusedDepartmentId: string | null;
  readonly summary: string;
  readonly amountFen: number | null;
  readonly persons: readonly NamedPerson[];
}

/** What the level above had when the county was last of one mind with it, and what it says now. */
export interface CorrectionAbove {
  readonly at: string;
  readonly byName: string;
  readonly before: HandedFacts;
  readonly after: HandedFacts;
  /** The county decided to stay with what it wrote. Whom the correction accuses is left out all the same. */
  readonly kept: boolean;
}

/** The parts of it that are corrected, and taken over, by themselves. */
export const CORRECTED_FIELDS = {
  persons: '被反映人',
  office: '被反映单位',
  place: '涉及地方',
  summary: '摘要',
  amountFen: '涉及资金',
} as const;

export type CorrectedField = keyof typeof CORRECTED_FIELDS;

const FIELDS: readonly CorrectedField[] = ['persons', 'office', 'place', 'summary', 'amountFen'];

/** One part of it, written so that two that say the same are equal. */
function part(facts: HandedFacts, field: CorrectedField): string {
  switch (field) {
    case 'persons':
      return JSON.stringify(facts.persons.map(({ name, post, level }) => [name, post, level]));
    case 'office':
      return JSON.stringify([facts.accusedOrganisation, facts.accusedDepartmentId]);
    case 'place':
      return JSON.stringify(facts.placeRegion);
    default:
      return JSON.stringify(facts[field]);
  }
}

/** Where two say different things. */
export const differingFields = (one: HandedFacts, other: HandedFacts): readonly CorrectedField[] =>
  FIELDS.filter((field) => part(one, field) !== part(other, field));

/** What was corrected above and stands otherwise in the county's clue. */
export const openFields = (
  { before, after }: Pick<CorrectionAbove, 'before' | 'after'>,
  own: HandedFacts,
): readonly CorrectedField[] => {
  const unlike = new Set(differingFields(after, own));
  return differingFields(before, after).filter((field) => unlike.has(field));
};

/** The county's facts with what was corrected above in place of its own. */
export function takenOver(
  own: HandedFacts,
  after: HandedFacts,
  fields: readonly CorrectedField[],
): HandedFacts {
  const has = (field: CorrectedField) => fields.includes(field);
  return {
    ...(has('place')
      ? { place: after.place, placeRegion: after.placeRegion }
      : { place: own.place, placeRegion: own.placeRegion }),
    ...(has('office')
      ? { accusedOrganisation: after.accusedOrganisation, accusedDepartmentId: after.accusedDepartmentId }
      : { accusedOrganisation: own.accusedOrganisation, accusedDepartmentId: own.accusedDepartmentId }),
    summary: has('summary') ? after.summary : own.summary,
    amountFen: has('amountFen') ? after.amountFen : own.amountFen,
    persons: has('persons') ? after.persons : own.persons,
  };
}

export const namesOfFields = (fields: readonly CorrectedField[]): string =>
  fields.map((field) => CORRECTED_FIELDS[field]).join('、');

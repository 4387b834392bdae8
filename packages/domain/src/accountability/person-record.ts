import type {
  DisciplineLevel,
  FormLevel,
  OrganisationalMeasure,
  PartySanction,
  Sanction,
  SupervisionForm,
} from '../campaigns/index.ts';

/** What was decided about one person of one case, as the decision's document says it. */
export interface PersonMeasures {
  /** 单位及职务. */
  readonly post: string;
  readonly disciplineLevel: DisciplineLevel;
  readonly formLevel: FormLevel;
  readonly partyMember: boolean;
  readonly publicServant: boolean;
  readonly partySanction: PartySanction | null;
  readonly administrativeSanction: Sanction | null;
  readonly admonished: boolean;
  readonly organisational: OrganisationalMeasure | null;
  readonly judicial: boolean;
  /** Which of the four forms it is; null where nobody has said. */
  readonly form: SupervisionForm | null;
}

export interface PersonRecord extends PersonMeasures {
  readonly decidedOn: string;
  /** The body that decided; never the housing bureau by itself for a sanction. */
  readonly decidedBy: string;
  readonly documentNo: string;
}

/** A measure or its absence that a rule has something to say about. `path`: the field. */
export interface MeasureFault {
  readonly code: string;
  readonly path: keyof PersonRecord;
  /** Chinese: what is wrong and what to do. */
  readonly message: string;
  /** The clause it rests on, or null where it is arithmetic of the form. */
  readonly clause: string | null;
}

/** Whether any measure at all was taken. */
export function hasMeasure(person: PersonMeasures): boolean {
  return (
    person.partySanction !== null ||
    person.administrativeSanction !== null ||
    person.admonished ||
    person.organisational !== null ||
    person.judicial ||
    person.form !== null
  );
}

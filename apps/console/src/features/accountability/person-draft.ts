import {
  type DisciplineLevel,
  type FormLevel,
  isTooHeavyForVillageCadre,
  type OrganisationalMeasure,
  type PartySanction,
  SANCTIONS,
  type Sanction,
  type SupervisionForm,
} from '@anju/domain';
import type { CaseChoice } from '../../api/contract.ts';

/** What the form holds while it is filled in. */
export interface PersonDraft {
  readonly of: CaseChoice | null;
  readonly name: string;
  readonly post: string;
  readonly idNumber: string;
  readonly samePersonAs: string | null;
  readonly disciplineLevel: DisciplineLevel | null;
  readonly formLevel: FormLevel | null;
  readonly partyMember: boolean;
  readonly publicServant: boolean;
  readonly partySanction: PartySanction | null;
  readonly administrativeSanction: Sanction | null;
  readonly admonished: boolean;
  readonly organisational: OrganisationalMeasure | null;
  readonly judicial: boolean;
  readonly form: SupervisionForm | null;
  readonly decidedOn: string;
  readonly documentNo: string;
  readonly decidedBy: string;
}

export function emptyDraft(today: string): PersonDraft {
  return {
    of: null,
    name: '',
    post: '',
    idNumber: '',
    samePersonAs: null,
    disciplineLevel: null,
    formLevel: null,
    partyMember: false,
    publicServant: false,
    partySanction: null,
    administrativeSanction: null,
    admonished: false,
    organisational: null,
    judicial: false,
    form: null,
    decidedOn: today,
    documentNo: '',
    decidedBy: '',
  };
}

/** As it is sent, or null while what every record needs is not there. */
export function bodyOf(draft: PersonDraft) {
  const { of, disciplineLevel, formLevel, idNumber, ...rest } = draft;
  if (of === null || disciplineLevel === null || formLevel === null) return null;
  if (draft.name.trim() === '' || draft.post.trim() === '') return null;
  return {
    ...rest,
    caseKind: of.kind,
    caseId: of.id,
    disciplineLevel,
    formLevel,
    name: draft.name.trim(),
    post: draft.post.trim(),
    idNumber: idNumber.trim() === '' ? null : idNumber.trim(),
    documentNo: draft.documentNo.trim(),
    decidedBy: draft.decidedBy.trim(),
  };
}

/** Which administrative sanctions can be chosen at all. */
export function sanctionsFor(draft: PersonDraft): readonly Sanction[] {
  if (!draft.publicServant) return [];
  return draft.formLevel === 'villageCadre'
    ? SANCTIONS.filter((sanction) => !isTooHeavyForVillageCadre(sanction))
    : SANCTIONS;
}

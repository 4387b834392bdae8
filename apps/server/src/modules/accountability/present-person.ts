import { DISCIPLINE_LEVELS, FORM_LEVELS, SUPERVISION_FORMS } from '@anju/domain';
import { z } from 'zod';
import type { PersonRow } from './person-store.ts';

export const WITHDRAWN = z
  .object({ at: z.iso.datetime(), byName: z.string(), reason: z.string() })
  .nullable();

export const PERSON = z.object({
  id: z.uuid(),
  county: z.string(),
  countyName: z.string(),
  campaignId: z.uuid(),
  campaignTitle: z.string(),
  caseKind: z.enum(['problem', 'clue']),
  caseId: z.uuid(),
  caseNumber: z.string(),
  name: z.string(),
  post: z.string(),
  disciplineLevel: z.string(),
  disciplineLevelLabel: z.string(),
  formLevel: z.string(),
  formLevelLabel: z.string(),
  partyMember: z.boolean(),
  publicServant: z.boolean(),
  partySanction: z.string().nullable(),
  administrativeSanction: z.string().nullable(),
  admonished: z.boolean(),
  organisational: z.string().nullable(),
  judicial: z.boolean(),
  form: z.string().nullable(),
  formLabel: z.string().nullable(),
  /** All that was decided, in one line. */
  measures: z.string(),
  decidedOn: z.iso.date(),
  documentNo: z.string(),
  decidedBy: z.string(),
  recordedByName: z.string(),
  recordedAt: z.iso.datetime(),
  withdrawn: WITHDRAWN,
  version: z.number().int(),
});

const labelOf = (levels: readonly { key: string; label: string }[], key: string): string =>
  levels.find((level) => level.key === key)?.label ?? key;

/** 党纪警告、政务记过、诫勉 … */
export function measuresText(row: PersonRow): string {
  const parts = [
    row.party_sanction !== null && `党纪${row.party_sanction}`,
    row.administrative_sanction !== null && `政务${row.administrative_sanction}`,
    row.admonished && '诫勉',
    row.organisational,
    row.judicial && '移送司法',
  ].filter((part): part is string => typeof part === 'string');
  return parts.length === 0 ? '谈话提醒、批评教育等' : parts.join('、');
}

export function presentPerson(row: PersonRow): z.infer<typeof PERSON> {
  return {
    id: row.id,
    county: row.county,
    countyName: row.county_name,
    campaignId: row.campaign_id,
    campaignTitle: row.campaign_title,
    caseKind: row.problem_id === null ? 'clue' : 'problem',
    caseId: row.problem_id ?? row.clue_id ?? row.id,
    caseNumber: row.case_number,
    name: row.name,
    post: row.post,
    disciplineLevel: row.discipline_level,
    disciplineLevelLabel: labelOf(DISCIPLINE_LEVELS, row.discipline_level),
    formLevel: row.form_level,
    formLevelLabel: labelOf(FORM_LEVELS, row.form_level),
    partyMember: row.party_member,
    publicServant: row.public_servant,
    partySanction: row.party_sanction,
    administrativeSanction: row.administrative_sanction,
    admonished: row.admonished,
    organisational: row.organisational,
    judicial: row.judicial,
    form: row.form,
    formLabel: row.form === null ? null : SUPERVISION_FORMS[row.form],
    measures: measuresText(row),
    decidedOn: row.decided_on,
    documentNo: row.document_no,
    decidedBy: row.decided_by,
    recordedByName: row.recorded_by_name,
    recordedAt: row.created_at.toISOString(),
    withdrawn: presentWithdrawn(row),
    version: row.version,
  };
}

export function presentWithdrawn(row: {
  readonly withdrawn_at: Date | null;
  readonly withdrawn_by_name: string | null;
  readonly withdrawn_reason: string | null;
}): z.infer<typeof WITHDRAWN> {
  return row.withdrawn_at === null
    ? null
    : {
        at: row.withdrawn_at.toISOString(),
        byName: row.withdrawn_by_name ?? '',
        reason: row.withdrawn_reason ?? '',
      };
}

import {
  FINDING_CHANGES,
  FINDING_STATES,
  isClosedByRun,
  isRegisterKind,
  isRuleCode,
  REGISTERS,
  type RegisterKind,
  ROSTER_SOURCE,
  RULE_TITLES,
  SETTLED_STATES,
} from '@anju/domain';
import { z } from 'zod';
import { COUNTY_PART } from '../../platform/http/county-filter.ts';
import type { FindingRow } from './list-store.ts';

export const STATE = z.enum([
  'open',
  'assigned',
  'answered',
  'proposed',
  'confirmed',
  'explained',
  'wrong-person',
  'stale-data',
]);
export const STATUS = z.enum(['fail', 'incomparable']);
export const CONFIDENCE = z.enum(['exact', 'probable']);
export const CHANGE = z.enum(['new', 'persisting', 'cleared', 'exited']);

export const STATUS_LABELS = { fail: '疑似不符', incomparable: '不可比' } as const;
export const CONFIDENCE_LABELS = { exact: '确切', probable: '疑似' } as const;

export const FINDING_ITEM = z.object({
  id: z.uuid(),
  householdId: z.uuid(),
  householdCode: z.string(),
  applicantName: z.string(),
  estate: z.string().nullable(),
  room: z.string().nullable(),
  memberName: z.string().nullable(),
  rule: z.string(),
  ruleTitle: z.string(),
  status: STATUS,
  statusLabel: z.string(),
  confidence: CONFIDENCE,
  confidenceLabel: z.string(),
  state: STATE,
  stateLabel: z.string(),
  change: CHANGE,
  changeLabel: z.string(),
  reason: z.string(),
  assignedTo: z.string().nullable(),
  assignedName: z.string().nullable(),
  dueOn: z.iso.date().nullable(),
  overdue: z.boolean(),
  updatedAt: z.iso.datetime(),
  version: z.number().int(),
  ...COUNTY_PART,
});

/** The rule's title on screen; a code that a later version dropped shows as itself. */
export function ruleTitle(rule: string): string {
  return isRuleCode(rule) ? RULE_TITLES[rule] : rule;
}

/** 部门数据 by its Chinese name, with the department that answers for it. */
export function registerLabel(
  kind: string,
  departments: ReadonlyMap<RegisterKind, string>,
): { readonly label: string; readonly department: string } {
  if (kind === ROSTER_SOURCE.kind) return ROSTER_SOURCE;
  if (!isRegisterKind(kind)) return { label: kind, department: '' };
  return { label: REGISTERS[kind].label, department: departments.get(kind) ?? REGISTERS[kind].department };
}

export function presentFinding(
  row: FindingRow,
  today: string,
  nameOf: (county: string) => string,
): z.infer<typeof FINDING_ITEM> {
  const state = STATE.parse(row.state);
  const status = STATUS.parse(row.status);
  const confidence = CONFIDENCE.parse(row.confidence);
  const change = CHANGE.parse(row.change);
  return {
    id: row.id,
    householdId: row.household_id,
    householdCode: row.household_code,
    applicantName: row.applicant_name,
    estate: row.estate,
    room: row.room,
    memberName: row.member_name,
    rule: row.rule,
    ruleTitle: ruleTitle(row.rule),
    status,
    statusLabel: STATUS_LABELS[status],
    confidence,
    confidenceLabel: CONFIDENCE_LABELS[confidence],
    state,
    stateLabel: FINDING_STATES[state],
    change,
    changeLabel: FINDING_CHANGES[change],
    reason: row.reason,
    assignedTo: row.assigned_to,
    assignedName: row.assigned_name,
    dueOn: row.due_on,
    overdue:
      row.due_on !== null &&
      row.due_on < today &&
      !SETTLED_STATES.includes(state) &&
      !isClosedByRun({ state, change }),
    updatedAt: row.updated_at.toISOString(),
    version: row.version,
    county: row.county,
    countyName: nameOf(row.county),
  };
}

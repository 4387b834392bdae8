import { type CalendarDate, calendarDate } from '../basics/calendar-date.ts';
import { examplePack } from '../policies/example-pack.ts';
import { type PolicyPack, readPolicyPack } from '../policies/index.ts';
import { REGISTER_KINDS, type RegisterKind, type RegisterValues } from '../registers/index.ts';
import { prepareJudge } from './rules.ts';
import type {
  Basis,
  Crossing,
  Family,
  Hit,
  Member,
  NumberedMember,
  Outcome,
  RegisterState,
  Rule,
  Tenancy,
  UnnumberedMember,
} from './types.ts';

/** Building blocks for the rules' tests; all people are invented. */
export const AS_OF = calendarDate('2026-06-30');

export function pack(admission: object = {}, tenancy: object = {}): PolicyPack {
  const example = examplePack();
  const json = {
    ...example,
    admission: { ...example.admission, ...admission },
    tenancy: { ...example.tenancy, ...tenancy },
  };
  // Through JSON, so that undefined leaves a section out.
  const read = readPolicyPack(JSON.parse(JSON.stringify(json)));
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value;
}

export const PACK = pack();

export function unnumbered(key: string, parts: Partial<UnnumberedMember> = {}): UnnumberedMember {
  return {
    key,
    name: `成员${key}`,
    idNumber: null,
    idStatus: 'missing',
    idFault: 'blank',
    relation: 'other',
    birthDate: null,
    lineage: { register: 'roster', file: '花名册.xlsx', row: 5, asOf: null },
    ...parts,
  };
}

export function member(key: string, parts: Partial<NumberedMember> = {}): NumberedMember {
  return {
    key,
    name: `成员${key}`,
    idNumber: `65230119900101${key.padStart(4, '0')}`,
    idStatus: 'valid',
    relation: 'self',
    birthDate: calendarDate('1990-01-01'),
    lineage: { register: 'roster', file: '花名册.xlsx', row: 4, asOf: null },
    ...parts,
  };
}

const TENANCY: Tenancy = {
  estate: '幸福家园',
  room: '1-1-101',
  floorAreaCm2: 500_000,
  category: '低保',
  monthlyRentFen: 10_000,
  startDate: calendarDate('2023-05-01'),
  endDate: calendarDate('2027-05-28'),
  arrearsMonths: 0,
  keysOn: calendarDate('2023-05-01'),
  keysRecorded: false,
  movedInOn: calendarDate('2023-05-10'),
};

const FRESH: ReadonlyMap<RegisterKind, RegisterState> = new Map(
  REGISTER_KINDS.map((kind) => [kind, { kind, asOf: AS_OF, stale: false }]),
);

let nextRow = 2;

export function hit(register: RegisterKind, values: RegisterValues, parts: Partial<Hit> = {}): Hit {
  return {
    register,
    memberKey: '1',
    confidence: 'exact',
    registeredId: null,
    registeredName: null,
    values,
    lineage: { register, file: `${register}.csv`, row: nextRow++, asOf: AS_OF },
    ...parts,
  };
}

/** A family, and what was delivered when it is judged. */
export type TestFamily = Family & Pick<Basis, 'registers'>;

export function family(parts: {
  readonly hits?: readonly Hit[];
  readonly members?: readonly Member[];
  readonly tenancy?: Partial<Tenancy>;
  readonly crossings?: readonly Crossing[];
  readonly without?: readonly RegisterKind[];
  readonly stale?: readonly RegisterKind[];
}): TestFamily {
  const registers = new Map(FRESH);
  for (const kind of parts.without ?? []) registers.delete(kind);
  for (const kind of parts.stale ?? [])
    registers.set(kind, { kind, asOf: calendarDate('2025-01-01'), stale: true });
  return {
    household: {
      code: '0001',
      members: parts.members ?? [member('1')],
      tenancy: { ...TENANCY, ...parts.tenancy },
      lineage: { register: 'roster', file: '花名册.xlsx', row: 4, asOf: null },
    },
    hits: parts.hits ?? [],
    registers,
    crossings: parts.crossings ?? [],
  };
}

export function judge(
  rule: Rule,
  judged: TestFamily,
  pack: PolicyPack = PACK,
  asOf: CalendarDate = AS_OF,
): readonly Outcome[] {
  return rule.prepare({ pack, asOf, registers: judged.registers })?.judge(judged) ?? [];
}

/** By every rule. */
export function judgeAll(
  judged: TestFamily,
  pack: PolicyPack = PACK,
  asOf: CalendarDate = AS_OF,
): readonly Outcome[] {
  return prepareJudge({ pack, asOf, registers: judged.registers })(judged);
}

/** 'fail', 'pass', 'incomparable', or 'none' where the rule gave no outcome; with ' probable' where it is. */
export function statusOf(rule: Rule, judged: TestFamily, by?: PolicyPack): string {
  const [first] = judge(rule, judged, by);
  if (first === undefined) return 'none';
  return first.confidence === 'probable' ? `${first.status} probable` : first.status;
}

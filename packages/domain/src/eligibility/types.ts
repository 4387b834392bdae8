import type { CalendarDate } from '../basics/calendar-date.ts';
import type { IdGap } from '../basics/id-number.ts';
import type { PolicyPack } from '../policies/index.ts';
import type { RegisterKind, RegisterValues } from '../registers/index.ts';
import type { RuleCode } from './rule-codes.ts';

export type Confidence = 'exact' | 'probable';
export type OutcomeStatus = 'pass' | 'fail' | 'incomparable';

/** Where a fact was read: file and row as a person sees them, and the date the data stands for. */
export interface Lineage {
  /** A register kind, or 'roster'. */
  readonly register: string;
  readonly file: string;
  /** 1-based, as in Excel or a text editor. */
  readonly row: number;
  readonly asOf: CalendarDate | null;
}

/** A row of a register that was matched to a member or to the household's unit. */
export interface Hit {
  readonly register: RegisterKind;
  /** Null for a hit on the unit. */
  readonly memberKey: string | null;
  readonly confidence: Confidence;
  readonly registeredId: string | null;
  readonly registeredName: string | null;
  /** Which of the row's people matched ('husband', 'seller'), for rows about several. */
  readonly role?: string;
  readonly values: RegisterValues;
  /** Keys of fields that are filled with what can't be read: their value is null, and yet they are not blank. */
  readonly unread?: readonly string[];
  readonly lineage: Lineage;
}

export type Relation =
  | 'self'
  | 'spouse'
  | 'child'
  | 'parent'
  | 'sibling'
  | 'grandchild'
  | 'grandparent'
  | 'other';

export interface NumberedMember {
  /** Unique in the household. */
  readonly key: string;
  readonly name: string;
  /** Cleaned, 18 characters. */
  readonly idNumber: string;
  readonly idStatus: 'valid' | 'invalid';
  /** Given as 15 digits, which have no check character: a slip in them can't be seen. */
  readonly from15?: true;
  readonly relation: Relation;
  readonly birthDate: CalendarDate | null;
  readonly lineage: Lineage;
}

/** Without a usable ID number (newborns, passports, damaged cells): one of the family, whom no register can find. */
export interface UnnumberedMember {
  readonly key: string;
  readonly name: string;
  readonly idNumber: null;
  readonly idStatus: 'missing';
  readonly idFault: IdGap;
  readonly relation: Relation;
  readonly birthDate: null;
  readonly lineage: Lineage;
}

export type Member = NumberedMember | UnnumberedMember;

export interface Tenancy {
  readonly estate: string | null;
  readonly room: string | null;
  readonly floorAreaCm2: number | null;
  /** 保障类别: 低保, 特困, 中等偏下收入 … */
  readonly category: string | null;
  readonly monthlyRentFen: number | null;
  readonly startDate: CalendarDate | null;
  readonly endDate: CalendarDate | null;
  /** Cumulative months unpaid. */
  readonly arrearsMonths: number | null;
  readonly keysOn: CalendarDate | null;
  /** Whether the roster gives the day of the keys: where it does for others, a blank one means not fetched. */
  readonly keysRecorded: boolean;
  readonly movedInOn: CalendarDate | null;
}

export interface Household {
  readonly code: string;
  readonly members: readonly Member[];
  readonly tenancy: Tenancy;
  readonly lineage: Lineage;
}

export interface RegisterState {
  readonly kind: RegisterKind;
  readonly asOf: CalendarDate | null;
  readonly stale: boolean;
}

/** What only shows between households of one roster; see `findCrossings`. */
export type Crossing =
  | {
      readonly kind: 'same-person';
      readonly memberKey: string;
      readonly otherHousehold: string;
      readonly otherLineage: Lineage;
    }
  | {
      readonly kind: 'same-unit';
      readonly otherHousehold: string;
      /** Null: one of the two tenancies has no start date, so whether they overlap is not known. */
      readonly overlaps: true | null;
      readonly otherLineage: Lineage;
    };

/** What all families of a comparison are judged on alike. */
export interface Basis {
  readonly pack: PolicyPack;
  readonly asOf: CalendarDate;
  /** A register absent from it was never delivered. */
  readonly registers: ReadonlyMap<RegisterKind, RegisterState>;
}

/** What a rule may look at of one family. */
export interface Family {
  readonly household: Household;
  readonly hits: readonly Hit[];
  readonly crossings: readonly Crossing[];
}

export type EvidenceValue = string | number | boolean | null;
/** The figures compared. Keys ending in Fen are fen, in Cm2 cm²; `limit`, `value`, `inclusive`, `members`, `registered`. */
export type Evidence = Readonly<
  Record<
    string,
    EvidenceValue | readonly EvidenceValue[] | readonly Readonly<Record<string, EvidenceValue>>[]
  >
>;

export interface Outcome {
  readonly rule: RuleCode;
  readonly status: OutcomeStatus;
  /** The member it concerns most, or null for the household. */
  readonly memberKey: string | null;
  readonly confidence: Confidence;
  readonly clause: string;
  /** A Chinese sentence that an officer can read out. */
  readonly reason: string;
  readonly evidence: Evidence;
  /** What of the evidence stays the same while nothing happens: no as-of date, no count of days since. */
  readonly facts: Evidence;
  readonly lineage: readonly Lineage[];
}

/** No outcome at all: the rule has no bearing on this family. */
export type Judge = (family: Family) => readonly Outcome[];

export interface Rule {
  readonly code: RuleCode;
  readonly title: string;
  /** Registers without which it cannot pass. */
  readonly needs: readonly RegisterKind[];
  /** Registers it also uses where they were delivered. */
  readonly uses: readonly RegisterKind[];
  /** Works out once what does not depend on a family. Null: the pack does not regulate it. */
  readonly prepare: (basis: Basis) => PreparedRule | null;
}

export interface PreparedRule {
  readonly judge: Judge;
  /** What it says of every family that the registers it needs and uses know nothing about; null: that depends. */
  readonly nothing: readonly Outcome[] | null;
}

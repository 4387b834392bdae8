import type { CalendarDate, YearMonth } from '../basics/calendar-date.ts';

export type RegisterKind =
  | 'hukou'
  | 'residence-permit'
  | 'vehicle'
  | 'real-estate'
  | 'presale'
  | 'property-transfer'
  | 'business'
  | 'low-income'
  | 'marriage'
  | 'death'
  | 'birth'
  | 'pension'
  | 'social-insurance'
  | 'housing-fund'
  | 'disability'
  | 'model-worker'
  | 'veteran'
  | 'electricity'
  | 'water'
  | 'gas'
  | 'payroll'
  | 'other-benefit'
  | 'bank-assets';

export type FieldType =
  | 'id-number'
  | 'name'
  | 'text'
  | 'date'
  | 'year-month'
  | 'money'
  | 'area'
  | 'number'
  | 'code'
  | 'month-series';

/** One column that an office may send. `…Fen` holds fen, `…Cm2` cm², whatever the unit in the file. */
export interface FieldDescription {
  readonly key: string;
  readonly label: string;
  readonly type: FieldType;
  /** Header words, each naming this field alone within its register; a two-line header is tried joined too. */
  readonly synonyms: readonly string[];
  /** Without it a row says nothing; a file without the column is refused. */
  readonly required: boolean;
  /** The unit when neither header nor title names one. */
  readonly defaultUnit?: '元' | '万元' | '㎡' | '千瓦时' | '立方米';
  /** An amount for one month: one for a year (元/年) is divided. */
  readonly monthly?: true;
  /** Tells one thing from another: 无 or 0 in it is no number that two things share. */
  readonly identifying?: true;
  /** Words of the upper header line under which the field stands. */
  readonly groups?: readonly string[];
  /** A cell merged downwards (or blank below a value) holds for each row it covers. */
  readonly fillDown?: boolean;
}

export interface PersonFields {
  /** What `Hit.role` says: which of the row's people matched. */
  readonly role: string;
  readonly id: string;
  readonly name: string;
}

export interface RegisterDescription {
  readonly kind: RegisterKind;
  readonly label: string;
  /** Who has the duty to deliver (joint-conference mechanism). */
  readonly department: string;
  /** unit: by estate and room instead of by person. */
  readonly join: 'person' | 'unit';
  readonly fields: readonly FieldDescription[];
  readonly personFields: readonly PersonFields[];
  /** That somebody is listed is what it says: a file of names and numbers is enough. */
  readonly listing?: true;
  /** A new delivery is expected this often. */
  readonly dueEveryDays: number;
  /** Data older than this on the day judged is stale: 不可比. */
  readonly freshForDays: number;
}

export interface RosterDescription {
  readonly label: string;
  readonly fields: readonly FieldDescription[];
  /** CSV has no merged cells: blank cells of `fillDown` fields repeat the row above. */
  readonly fillDownBlanks: boolean;
}

export interface MonthValue {
  readonly month: YearMonth;
  /** Null: the month has its column, and the cell says nothing. */
  readonly value: number | null;
}

/**
 * After reading: fen, cm², a plain number, a date (or its month, where the cell says no more), a month, a text, or a
 * series; null where the cell says nothing.
 */
export type FieldValue = string | number | CalendarDate | YearMonth | null | readonly MonthValue[];
export type RegisterValues = Readonly<Record<string, FieldValue>>;

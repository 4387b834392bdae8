import type { CalendarDate, FieldValue, Household } from '@anju/domain';
import type { LeftOutSheet, RowPlace } from '../../reading/index.ts';
import type { Refusal } from '../types.ts';

/** A household as the roster declares it, with the fields that no rule needs. */
export interface RosterHousehold extends Household {
  /** Of the family's first row, and of each member's. */
  readonly place: RowPlace;
  readonly memberPlaces: readonly RowPlace[];
  /** Of the description `ROSTER`, by field key: phone, town, community, exitReason … */
  readonly declared: Readonly<Record<string, FieldValue>>;
  /** Null while the family lives there. */
  readonly exitedOn: CalendarDate | null;
}

export interface RosterReading {
  readonly households: readonly RosterHousehold[];
  /** Unusable ID numbers (who has a name stays a member without one) and fields that could not be read (taken as blank). */
  readonly refused: readonly Refusal[];
  /** Whether the file says which rows are one household; where it does not, `households` is one of all rows. */
  readonly isGrouped: boolean;
  /** Rows of members, the refused ones too. */
  readonly rowsRead: number;
  /** Header words of the columns that were taken for no field. */
  readonly headersUnused: readonly string[];
  readonly sheetsLeftOut: readonly LeftOutSheet[];
}

/** One row of the roster, read. */
export interface RosterRow {
  readonly place: RowPlace;
  readonly name: string;
  /** 与承租人关系 as written; null when blank. */
  readonly relation: string | null;
  /** As written in the file, for the ID number. */
  readonly rawId: string;
  /** 序号, for rosters without 户编号. */
  readonly ordinal: string | null;
  /** What the row says of its household; one object for neighbouring rows that say the same. */
  readonly family: Readonly<Record<string, FieldValue>>;
  /** The day of the keys is written, but can't be read: that is not a blank. */
  readonly keysUnread: boolean;
  /** Why nothing of the row can be used; null where it can. */
  readonly fault: RowFault | null;
}

/** A needed cell that is lacking. */
export type RowFault = Pick<Refusal, 'field' | 'reason' | 'remedy'>;

import { type CalendarDate, laterOf } from '../basics/calendar-date.ts';
import { addWorkingDays, endOfDays, type ReckonedDay, type WorkCalendar } from '../calendar/index.ts';
import type { ClueState } from './clue-lifecycle.ts';
import type { ClueChannel, ClueKind } from './codes.ts';

/** Somebody who reported by name, on the clue itself or on one that was merged into it: each is told. */
export interface NamedReporter {
  /** Number of the merged clue; null for the clue's own reporter. */
  readonly of: string | null;
  readonly kind: ClueKind;
  readonly receivedOn: CalendarDate;
  readonly acceptedOn: CalendarDate | null;
  readonly reopenedOn: CalendarDate | null;
  /** When they were told whether it was accepted. */
  readonly toldOn: CalendarDate | null;
}

/** What of a clue sets its time limits; days are null until they happened. */
export interface ClueDays {
  readonly state: ClueState;
  readonly kind: ClueKind;
  readonly channel: ClueChannel;
  readonly reporters: readonly NamedReporter[];
  readonly receivedOn: CalendarDate;
  readonly acceptedOn: CalendarDate | null;
  /** Of a clue that was not accepted. */
  readonly refusedOn: CalendarDate | null;
  /** When it was first given to a handler or to another body. */
  readonly handedOn: CalendarDate | null;
  readonly concludedOn: CalendarDate | null;
  readonly answeredOn: CalendarDate | null;
  /** When it was last taken up again. */
  readonly reopenedOn: CalendarDate | null;
  /** Days by which a leader extended the limit; at most 30, once. */
  readonly extendedDays: number;
  /** Days set for the leads of its campaign, or null. */
  readonly rectifyDays: number | null;
  /** The last transfer: by when the receiver was asked to answer, and when it answered or returned it. */
  readonly transfer: { readonly dueOn: CalendarDate | null; readonly answeredOn: CalendarDate | null } | null;
}

export const CLUE_DEADLINES = {
  decide: '决定受理、转送或告知',
  object: '不属本单位职责的，提出异议',
  finish: '办结',
  tell: '告知实名举报人是否受理',
  'hand-over': '交有权办理的单位',
  inform: '向实名举报人反馈结果',
  receiver: '承接单位回复',
} as const;

export type ClueDeadlineKey = keyof typeof CLUE_DEADLINES;
export type ClueDeadlineState = 'met' | 'met-late' | 'open' | 'soon' | 'late';

export interface ClueDeadline {
  readonly key: ClueDeadlineKey;
  readonly label: string;
  /** The clause it rests on. */
  readonly basis: string;
  /** The last day, included. */
  readonly day: CalendarDate;
  readonly state: ClueDeadlineState;
  /** The years on the way to `day` whose holidays are not known: then a person must check it. */
  readonly unsureYears: readonly number[];
}

/** A deadline is soon within so many working days. */
export const SOON_WORKING_DAYS = 3;
export const MOST_EXTENDED_DAYS = 30;

const DECIDE_DAYS = 15;
export const OBJECT_WORKING_DAYS = 5;
export const FINISH_DAYS = 60;
const TELL_WORKING_DAYS = 15;
export const HAND_OVER_WORKING_DAYS = 5;
export const INFORM_WORKING_DAYS = 15;
/** Within so many days of the answer a petitioner may ask the level above to look at it again (信访工作条例 35). */
export const REVIEW_DAYS = 30;
const REPORT_RULE = '《纪检监察机关处理检举控告工作规则》';

interface Limit {
  readonly key: ClueDeadlineKey;
  /** Whose limit it is, where it is a merged clue's. */
  readonly of?: string | null;
  readonly basis: string;
  readonly last: ReckonedDay;
  readonly metOn: CalendarDate | null;
}

/**
 * The time limits of a clue as they stand on `today`, the earliest first. The day something happened is not counted,
 * the last day is (Civil Code 201, 203): calendar days end on a working day, working days are counted as such.
 */
export function clueDeadlines(
  clue: ClueDays,
  calendar: WorkCalendar,
  today: CalendarDate,
): readonly ClueDeadline[] {
  if (clue.state === 'merged') return [];
  const limits = [
    ...LIMITS[clue.kind](clue, calendar, today),
    ...reporterLimits(clue, calendar),
    ...receiverLimit(clue),
  ];
  return limits
    .map((limit) => ({
      key: limit.key,
      label: labelOf(limit),
      basis: limit.basis,
      day: limit.last.day,
      state: stateOf(limit, calendar, today),
      unsureYears: limit.last.unsureYears,
    }))
    .toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
}

/** The day on which a clue is due next, or null where nothing is open. */
export function nextDueOn(deadlines: readonly ClueDeadline[]): CalendarDate | null {
  return deadlines.find(isOpen)?.day ?? null;
}

export function isOpen({ state }: ClueDeadline): boolean {
  return state === 'open' || state === 'soon' || state === 'late';
}

function labelOf({ key, of }: Limit): string {
  return typeof of === 'string' ? `${CLUE_DEADLINES[key]}（${of}）` : CLUE_DEADLINES[key];
}

function stateOf(limit: Limit, calendar: WorkCalendar, today: CalendarDate): ClueDeadlineState {
  const { day } = limit.last;
  if (limit.metOn !== null) return limit.metOn <= day ? 'met' : 'met-late';
  if (today > day) return 'late';
  return addWorkingDays(calendar, today, SOON_WORKING_DAYS).day >= day ? 'soon' : 'open';
}

type LimitsOf = (clue: ClueDays, calendar: WorkCalendar, today: CalendarDate) => readonly Limit[];

const LIMITS: Readonly<Record<ClueKind, LimitsOf>> = {
  petition: (clue, calendar, today) => {
    const limits: Limit[] = [
      {
        key: 'decide',
        basis: '《信访工作条例》第二十二条、第二十三条：15 日内',
        last: endOfDays(calendar, decisionBegins(clue), DECIDE_DAYS),
        metOn: clue.acceptedOn ?? clue.refusedOn,
      },
    ];
    if (clue.channel === 'transfer' && clue.state === 'received') {
      const last = addWorkingDays(calendar, decisionBegins(clue), OBJECT_WORKING_DAYS);
      // Who lets it pass has taken the matter on: then it is no longer a limit, nor is it missed.
      if (today <= last.day)
        limits.push({
          key: 'object',
          basis: '《信访工作条例》：收到转送、交办之日起 5 个工作日内',
          last,
          metOn: null,
        });
    }
    return [
      ...limits,
      ...finish(clue, calendar, FINISH_DAYS, '《信访工作条例》第三十四条：受理之日起 60 日内'),
    ];
  },
  report: (clue, calendar) => {
    if (clue.acceptedOn === null) return [];
    return [
      {
        key: 'hand-over',
        basis: `${REPORT_RULE}：5 个工作日内移交`,
        last: addWorkingDays(calendar, clue.acceptedOn, HAND_OVER_WORKING_DAYS),
        metOn: clue.handedOn,
      },
    ];
  },
  lead: (clue, calendar) =>
    clue.rectifyDays === null
      ? []
      : finish(clue, calendar, clue.rectifyDays, `本次整治设定：受理之日起 ${clue.rectifyDays} 日内`),
};

/**
 * What is owed to everybody who reported misconduct by name, on this clue or on one merged into it: each is told
 * whether it was accepted, also where it was not, and all of them what came of it.
 */
function reporterLimits(clue: ClueDays, calendar: WorkCalendar): readonly Limit[] {
  const reporters = clue.reporters.filter(({ kind }) => kind === 'report');
  const limits: Limit[] = reporters.map((reporter) => ({
    key: 'tell',
    of: reporter.of,
    basis: `${REPORT_RULE}：实名的，15 个工作日内告知`,
    last: addWorkingDays(calendar, decisionBegins(reporter), TELL_WORKING_DAYS),
    metOn: reporter.toldOn,
  }));
  if (reporters.length > 0 && clue.concludedOn !== null)
    limits.push({
      key: 'inform',
      basis: `${REPORT_RULE}：办结之日起 15 个工作日内反馈`,
      last: addWorkingDays(calendar, clue.concludedOn, INFORM_WORKING_DAYS),
      metOn: clue.answeredOn,
    });
  return limits;
}

/** While another body has it, that body's own limit runs, not ours. */
function finish(clue: ClueDays, calendar: WorkCalendar, days: number, basis: string): readonly Limit[] {
  if (clue.acceptedOn === null || (clue.state === 'transferred' && clue.answeredOn === null)) return [];
  const begins = clue.reopenedOn === null ? clue.acceptedOn : laterOf(clue.acceptedOn, clue.reopenedOn);
  return [
    {
      key: 'finish',
      basis: clue.extendedDays > 0 ? `${basis}，经批准延长 ${clue.extendedDays} 日` : basis,
      last: endOfDays(calendar, begins, days + clue.extendedDays),
      metOn: clue.answeredOn,
    },
  ];
}

/** A refused clue that is taken up again begins anew; one that was accepted keeps its first day. */
function decisionBegins(clue: Pick<ClueDays, 'receivedOn' | 'acceptedOn' | 'reopenedOn'>): CalendarDate {
  const { reopenedOn, acceptedOn, receivedOn } = clue;
  return reopenedOn !== null && (acceptedOn === null || reopenedOn <= acceptedOn) ? reopenedOn : receivedOn;
}

function receiverLimit({ transfer }: ClueDays): readonly Limit[] {
  if (transfer === null || transfer.dueOn === null) return [];
  return [
    {
      key: 'receiver',
      basis: '移送函约定的回复期限',
      last: { day: transfer.dueOn, unsureYears: [] },
      metOn: transfer.answeredOn,
    },
  ];
}

import { type CalendarDate, laterOf } from '../basics/calendar-date.ts';
import { addWorkingDays, endOfDays, type ReckonedDay, type WorkCalendar } from '../calendar/index.ts';
import type { ClueState } from './clue-lifecycle.ts';
import type { ClueChannel, ClueKind } from './codes.ts';

/** What of a clue sets its time limits; days are null until they happened. */
export interface ClueDays {
  readonly state: ClueState;
  readonly kind: ClueKind;
  readonly channel: ClueChannel;
  readonly named: boolean;
  readonly receivedOn: CalendarDate;
  readonly acceptedOn: CalendarDate | null;
  /** Of a clue that was not accepted. */
  readonly refusedOn: CalendarDate | null;
  /** When a named reporter was told of acceptance. */
  readonly toldOn: CalendarDate | null;
  /** When it was first given to a handler or to another body. */
  readonly handedOn: CalendarDate | null;
  readonly concludedOn: CalendarDate | null;
  readonly answeredOn: CalendarDate | null;
  /** When it was last taken up again. */
  readonly reopenedOn: CalendarDate | null;
  /** Days by which a leader extended the limit; at most 30, once. */
  readonly extendedDays: number;
  /** Days that the campaign of a lead gives, or null. */
  readonly rectifyDays: number | null;
  /** The last transfer: by when the receiver was asked to answer, and when it answered or returned it. */
  readonly transfer: { readonly dueOn: CalendarDate | null; readonly answeredOn: CalendarDate | null } | null;
}

export const CLUE_DEADLINES = {
  decide: '决定受理、转送或告知',
  object: '不属本单位职责的，提出异议',
  finish: '办结',
  tell: '告知实名举报人已受理',
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
const OBJECT_WORKING_DAYS = 5;
const FINISH_DAYS = 60;
const TELL_WORKING_DAYS = 15;
const HAND_OVER_WORKING_DAYS = 5;
const INFORM_WORKING_DAYS = 15;

interface Limit {
  readonly key: ClueDeadlineKey;
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
  const limits = [...LIMITS[clue.kind](clue, calendar, today), ...receiverLimit(clue)];
  return limits
    .map((limit) => ({
      key: limit.key,
      label: CLUE_DEADLINES[limit.key],
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
    const rule = '《纪检监察机关处理检举控告工作规则》';
    const limits: Limit[] = [];
    if (clue.named && clue.state !== 'refused')
      limits.push({
        key: 'tell',
        basis: `${rule}：实名的，15 个工作日内告知`,
        last: addWorkingDays(calendar, decisionBegins(clue), TELL_WORKING_DAYS),
        metOn: clue.toldOn,
      });
    if (clue.acceptedOn !== null)
      limits.push({
        key: 'hand-over',
        basis: `${rule}：5 个工作日内移交`,
        last: addWorkingDays(calendar, clue.acceptedOn, HAND_OVER_WORKING_DAYS),
        metOn: clue.handedOn,
      });
    if (clue.named && clue.concludedOn !== null)
      limits.push({
        key: 'inform',
        basis: `${rule}：办结之日起 15 个工作日内反馈`,
        last: addWorkingDays(calendar, clue.concludedOn, INFORM_WORKING_DAYS),
        metOn: clue.answeredOn,
      });
    return limits;
  },
  lead: (clue, calendar) =>
    clue.rectifyDays === null
      ? []
      : finish(clue, calendar, clue.rectifyDays, `专项整治方案：受理之日起 ${clue.rectifyDays} 日内`),
};

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
function decisionBegins(clue: ClueDays): CalendarDate {
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

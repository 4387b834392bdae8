import { type CalendarDate, laterOf } from '../basics/calendar-date.ts';
import { addWorkingDays, endOfDays, type ReckonedDay, type WorkCalendar } from '../calendar/index.ts';
import type { ClueState } from './clue-lifecycle.ts';
import type { ClueChannel, ClueKind } from './codes.ts';

/** One report of the matter: the clue's own, or one that was merged into it. Each keeps the limits of its own kind. */
export interface ReportedMatter {
  /** Of a merged clue; null for the clue's own report. */
  readonly merged: {
    readonly number: string;
    readonly on: CalendarDate;
    /** Whether it came in after the answer: it is registered with it, nothing is looked into anew. */
    readonly isRepeat: boolean;
  } | null;
  readonly kind: ClueKind;
  readonly channel: ClueChannel;
  /** Whether somebody gave a name: only they can be told. */
  readonly named: boolean;
  readonly receivedOn: CalendarDate;
  /** Of a merged clue: its own acceptance, before it was merged. */
  readonly acceptedOn: CalendarDate | null;
  /** When it was last taken up again. */
  readonly reopenedOn: CalendarDate | null;
  /** When they were told whether it was accepted. */
  readonly toldOn: CalendarDate | null;
  /** Days by which a leader extended the limit; at most 30, once. */
  readonly extendedDays: number;
  /** When they were told of the extension. */
  readonly extensionToldOn: CalendarDate | null;
  /** Days set for the leads of its campaign, or null. */
  readonly rectifyDays: number | null;
}

/** What of a clue sets its time limits; days are null until they happened. */
export interface ClueDays {
  readonly state: ClueState;
  readonly own: ReportedMatter;
  readonly merged: readonly ReportedMatter[];
  /** Of a clue that was not accepted. */
  readonly refusedOn: CalendarDate | null;
  /** When it was first given to a handler or to another body. */
  readonly handedOn: CalendarDate | null;
  /** By when the level above that handed it down wants the result. */
  readonly demandedOn: CalendarDate | null;
  readonly concludedOn: CalendarDate | null;
  readonly answeredOn: CalendarDate | null;
  /** The last transfer: by when the receiver was asked to answer, and when it answered or returned it. */
  readonly transfer: {
    readonly dueOn: CalendarDate | null;
    readonly answeredOn: CalendarDate | null;
    /** Handed down within the system, without a letter. */
    readonly handedDown: boolean;
  } | null;
}

export const CLUE_DEADLINES = {
  decide: '决定受理、转送或告知',
  object: '不属本单位职责的，提出异议',
  finish: '办结',
  tell: '告知实名反映人是否受理',
  'tell-extension': '告知信访人延期',
  'hand-over': '交有权办理的单位',
  inform: '向实名举报人反馈结果',
  receiver: '承接单位回复',
  demanded: '向上级报告结果',
} as const;

export type ClueDeadlineKey = keyof typeof CLUE_DEADLINES;
/** 'by-answer': nobody did it by itself, and the answer came in time for it. */
export type ClueDeadlineState = 'met' | 'by-answer' | 'met-late' | 'open' | 'soon' | 'late';

export interface ClueDeadline {
  readonly key: ClueDeadlineKey;
  readonly label: string;
  /** Number of the merged clue whose limit it is; null for the clue's own. */
  readonly of: string | null;
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
const PETITION_RULE = '《信访工作条例》';
const REPORT_RULE = '《纪检监察机关处理检举控告工作规则》';

interface Limit {
  readonly key: ClueDeadlineKey;
  readonly of: string | null;
  readonly basis: string;
  readonly last: ReckonedDay;
  readonly metOn: CalendarDate | null;
  /** Met by the answer alone. */
  readonly byAnswer?: boolean;
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
  if (clue.state === 'merged' || clue.state === 'recalled') return [];
  const matters = [clue.own, ...clue.merged];
  const limits = [
    ...matters.flatMap((matter) => LIMITS[matter.kind]({ clue, matter, calendar, today })),
    ...handOverLimit(clue, calendar),
    ...informLimit(clue, calendar),
    ...receiverLimit(clue),
    ...demandedLimit(clue),
  ];
  return limits
    .map((limit) => ({
      key: limit.key,
      label: labelOf(limit),
      of: limit.of,
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
  return of !== null ? `${CLUE_DEADLINES[key]}（${of}）` : CLUE_DEADLINES[key];
}

function stateOf(limit: Limit, calendar: WorkCalendar, today: CalendarDate): ClueDeadlineState {
  const { day } = limit.last;
  if (limit.metOn !== null) {
    if (limit.metOn > day) return 'met-late';
    return limit.byAnswer === true ? 'by-answer' : 'met';
  }
  if (today > day) return 'late';
  return addWorkingDays(calendar, today, SOON_WORKING_DAYS).day >= day ? 'soon' : 'open';
}

interface Reckoning {
  readonly clue: ClueDays;
  readonly matter: ReportedMatter;
  readonly calendar: WorkCalendar;
  readonly today: CalendarDate;
}

const LIMITS: Readonly<Record<ClueKind, (reckoning: Reckoning) => readonly Limit[]>> = {
  petition: (reckoning) => [
    {
      key: 'decide',
      of: numberOf(reckoning.matter),
      basis: `${PETITION_RULE}第二十二条、第二十三条：15 日内`,
      last: endOfDays(reckoning.calendar, decisionBegins(reckoning), DECIDE_DAYS),
      metOn: takenOn(reckoning) ?? reckoning.clue.refusedOn,
    },
    ...tell(reckoning, {
      basis: `${PETITION_RULE}第二十二条、第二十三条：15 日内告知信访人`,
      last: endOfDays(reckoning.calendar, decisionBegins(reckoning), DECIDE_DAYS),
    }),
    ...object(reckoning),
    ...finish(reckoning, FINISH_DAYS, `${PETITION_RULE}第三十四条：受理之日起 60 日内`),
    ...tellExtension(reckoning),
  ],
  report: (reckoning) => [
    ...tell(reckoning, {
      basis: `${REPORT_RULE}：实名的，15 个工作日内告知`,
      last: addWorkingDays(reckoning.calendar, decisionBegins(reckoning), TELL_WORKING_DAYS),
    }),
  ],
  lead: (reckoning) => {
    const { rectifyDays } = reckoning.matter;
    return rectifyDays === null
      ? []
      : finish(reckoning, rectifyDays, `本次整治设定：受理之日起 ${rectifyDays} 日内`);
  },
};

const numberOf = ({ merged }: ReportedMatter): string | null => merged?.number ?? null;

const isRepeat = ({ merged }: ReportedMatter): boolean => merged?.isRepeat ?? false;

/** The day on which it was accepted: what was merged into an accepted clue is accepted by that. */
function takenOn({ clue, matter }: Pick<Reckoning, 'clue' | 'matter'>): CalendarDate | null {
  if (matter.acceptedOn !== null || matter.merged === null || clue.own.acceptedOn === null)
    return matter.acceptedOn;
  return laterOf(clue.own.acceptedOn, matter.merged.on);
}

/** The answer tells too: who got it before being told of acceptance need not be told that any more. */
function answerTo({ clue, matter }: Reckoning): CalendarDate | null {
  return isRepeat(matter) ? null : clue.answeredOn;
}

/** A named reporter is told whether it was accepted, also where it was not. */
function tell(reckoning: Reckoning, limit: Pick<Limit, 'basis' | 'last'>): readonly Limit[] {
  const { matter } = reckoning;
  if (!matter.named) return [];
  return [
    {
      key: 'tell',
      of: numberOf(matter),
      ...limit,
      metOn: matter.toldOn ?? answerTo(reckoning),
      byAnswer: matter.toldOn === null,
    },
  ];
}

function object({ clue, matter, calendar, today }: Reckoning): readonly Limit[] {
  if (matter.merged !== null || matter.channel !== 'transfer' || clue.state !== 'received') return [];
  const last = addWorkingDays(calendar, decisionBegins({ clue, matter }), OBJECT_WORKING_DAYS);
  // Who lets it pass has taken the matter on: then it is no longer a limit, nor is it missed.
  if (today > last.day) return [];
  const basis = `${PETITION_RULE}：收到转送、交办之日起 5 个工作日内`;
  return [{ key: 'object', of: null, basis, last, metOn: null }];
}

/** From which day a matter is to be finished; null where that is no limit of ours. */
function finishBegins(reckoning: Reckoning): CalendarDate | null {
  const { clue, matter } = reckoning;
  const taken = takenOn(reckoning);
  // 信访工作条例 34 counts from acceptance and knows no pause: a petition stays ours to answer while another body looks
  // into it. The days of a campaign's plan are for what we put right ourselves.
  const elsewhere = matter.kind === 'lead' && clue.state === 'transferred';
  if (taken === null || elsewhere || isRepeat(matter)) return null;
  const { reopenedOn } = clue.own;
  return reopenedOn === null ? taken : laterOf(taken, reopenedOn);
}

function finish(reckoning: Reckoning, days: number, basis: string): readonly Limit[] {
  const begins = finishBegins(reckoning);
  if (begins === null) return [];
  const { clue, matter, calendar } = reckoning;
  return [
    {
      key: 'finish',
      of: numberOf(matter),
      basis: matter.extendedDays > 0 ? `${basis}，经批准延长 ${matter.extendedDays} 日` : basis,
      last: endOfDays(calendar, begins, days + matter.extendedDays),
      metOn: clue.answeredOn,
    },
  ];
}

/** An extension is told; the rule names no day for it, so it is chased by the day that it puts off. */
function tellExtension(reckoning: Reckoning): readonly Limit[] {
  const { clue, matter, calendar } = reckoning;
  const begins = finishBegins(reckoning);
  if (begins === null || matter.extendedDays === 0 || !matter.named) return [];
  return [
    {
      key: 'tell-extension',
      of: numberOf(matter),
      basis: `${PETITION_RULE}第三十四条：延期须告知信访人。条例未定告知天数，本系统按延期前的办结期限提醒`,
      last: endOfDays(calendar, begins, FINISH_DAYS),
      metOn: matter.extensionToldOn ?? clue.answeredOn,
      byAnswer: matter.extensionToldOn === null,
    },
  ];
}

/** The reports of misconduct that are looked into: what is owed to them is done for all by one act. */
function reportsOf(clue: ClueDays): readonly ReportedMatter[] {
  return [clue.own, ...clue.merged].filter((matter) => matter.kind === 'report' && !isRepeat(matter));
}

/** The first that was accepted sets the day. */
function handOverLimit(clue: ClueDays, calendar: WorkCalendar): readonly Limit[] {
  const [first] = reportsOf(clue)
    .flatMap((matter) => takenOn({ clue, matter }) ?? [])
    .toSorted();
  if (first === undefined) return [];
  return [
    {
      key: 'hand-over',
      of: null,
      basis: `${REPORT_RULE}：5 个工作日内移交`,
      last: addWorkingDays(calendar, first, HAND_OVER_WORKING_DAYS),
      metOn: clue.handedOn,
    },
  ];
}

/** All who reported by name are told what came of it. */
function informLimit(clue: ClueDays, calendar: WorkCalendar): readonly Limit[] {
  if (clue.concludedOn === null || !reportsOf(clue).some(({ named }) => named)) return [];
  return [
    {
      key: 'inform',
      of: null,
      basis: `${REPORT_RULE}：办结之日起 15 个工作日内反馈`,
      last: addWorkingDays(calendar, clue.concludedOn, INFORM_WORKING_DAYS),
      metOn: clue.answeredOn,
    },
  ];
}

/** From when a decision counts: anew where what had been refused, or merged, was taken up again. */
function decisionBegins({ clue, matter }: Pick<Reckoning, 'clue' | 'matter'>): CalendarDate {
  const begins = takenUpAgain(matter) ?? matter.receivedOn;
  const withClue = matter.merged === null ? null : takenUpAgain(clue.own);
  return withClue !== null && matter.merged !== null && withClue >= matter.merged.on
    ? laterOf(begins, withClue)
    : begins;
}

/** A refused clue that is taken up again begins anew; one that was accepted keeps its first day. */
function takenUpAgain({ reopenedOn, acceptedOn }: ReportedMatter): CalendarDate | null {
  return reopenedOn !== null && (acceptedOn === null || reopenedOn <= acceptedOn) ? reopenedOn : null;
}

function receiverLimit({ transfer }: ClueDays): readonly Limit[] {
  if (transfer === null || transfer.dueOn === null) return [];
  return [
    {
      key: 'receiver',
      of: null,
      basis: transfer.handedDown ? '转办时要求的期限' : '移送函约定的回复期限',
      last: { day: transfer.dueOn, unsureYears: [] },
      metOn: transfer.answeredOn,
    },
  ];
}

function demandedLimit({ demandedOn, concludedOn, refusedOn }: ClueDays): readonly Limit[] {
  if (demandedOn === null) return [];
  return [
    {
      key: 'demanded',
      of: null,
      basis: '上级转办时要求',
      last: { day: demandedOn, unsureYears: [] },
      metOn: concludedOn ?? refusedOn,
    },
  ];
}

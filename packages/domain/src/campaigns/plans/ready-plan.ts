import { type CalendarDate, calendarDate, daysInMonth } from '../../basics/calendar-date.ts';
import type { CampaignContent, CampaignPlan, PlanCode } from '../plan.ts';

/** What a source leaves open and the person who starts the campaign has to say: never guessed. */
export const OPEN_QUESTIONS = {
  'f2-basis': {
    label: '月报表（附件2）填当月数还是累计数？',
    hint: '来文没有写明。选定后印在报表文件名上，整治期间不变。',
    options: [
      { value: 'period', label: '当月数' },
      { value: 'cumulative', label: '整治以来累计数' },
    ],
  },
  'f2-month': {
    label: '每月18日前报哪个月的数据？',
    hint: '来文只写“每月18日前报送”，没有写统计哪个月。报当月的，上次报送日以后发现的计入本次。',
    options: [
      { value: 'same-month', label: '当月（上次报送日次日至本次报送日）' },
      { value: 'previous-month', label: '上月' },
    ],
  },
  'f3-due-after': {
    label: '半月报在半月结束后几日内报？',
    hint: '来文只写“每半月”，没有写报送日。上半月为1—15日，下半月为16日至月末。',
    options: [
      { value: '0', label: '当日（15日、月末）' },
      { value: '1', label: '1日内' },
      { value: '2', label: '2日内' },
      { value: '3', label: '3日内' },
      { value: '5', label: '5日内' },
    ],
  },
  'rectify-days': {
    label: '问题和线索自登记、受理起多少日内办结？',
    hint: '来文没有写明，由本单位为本次整治设定；单个问题可以另定时限。启动后可在方案中改成其他天数。',
    options: [
      { value: '15', label: '15日' },
      { value: '30', label: '30日' },
      { value: '60', label: '60日' },
      { value: '90', label: '90日' },
    ],
  },
} as const;

export type OpenQuestion = keyof typeof OPEN_QUESTIONS;
export type PlanAnswers = Readonly<Partial<Record<OpenQuestion, string>>>;

/** A plan of a source: ready but for the year and the answers to its open questions. */
export interface ReadyPlan {
  readonly code: Exclude<PlanCode, 'own'>;
  readonly title: string;
  /** The document it comes from. */
  readonly source: string;
  readonly questions: readonly OpenQuestion[];
  /** What the source does not fix beside the questions, said to whoever starts it. */
  readonly remark: string;
  readonly span: (year: number) => { readonly startsOn: CalendarDate; readonly endsOn: CalendarDate };
  readonly content: (year: number, answers: PlanAnswers) => CampaignContent;
}

/** The questions that `answers` leave open, or answer with something that was not offered. */
export function unansweredOf(plan: ReadyPlan, answers: PlanAnswers): readonly OpenQuestion[] {
  return plan.questions.filter(
    (question) => !OPEN_QUESTIONS[question].options.some((option) => option.value === answers[question]),
  );
}

/** The plan for one year, or null while a question of it is unanswered. */
export function buildPlan(plan: ReadyPlan, year: number, answers: PlanAnswers): CampaignPlan | null {
  if (unansweredOf(plan, answers).length > 0) return null;
  return {
    code: plan.code,
    title: plan.title,
    source: plan.source,
    ...plan.span(year),
    content: plan.content(year, answers),
  };
}

/** A day of the plan's year; the last one of the month where the month is shorter. */
export function dayIn(year: number, month: number, day: number): CalendarDate {
  const last = Math.min(day, daysInMonth(year, month));
  return calendarDate(`${year}-${String(month).padStart(2, '0')}-${String(last).padStart(2, '0')}`);
}

import type { FindingAct } from './finding-lifecycle.ts';

/** Whether a family was heard on a finding, and if not, what is missing. */
export type Hearing = 'heard' | 'not-told' | 'no-answer-period' | 'answer-awaited';

interface HearingNote {
  readonly act: FindingAct | (string & {});
  /** The last day on which the family may answer, where the note tells it of the finding. */
  readonly answerBy: string | null;
}

/** The newest day until which the family was given to answer, or null. */
export function answerByOf(notes: readonly HearingNote[]): string | null {
  return notes.findLast((note) => note.act === 'tell-family')?.answerBy ?? null;
}

/**
 * Whether a finding may be confirmed against its family (requirements E9): it was told, and has answered or let the
 * period pass; or why it cannot be told is on record.
 * @param notes in the order of writing
 */
export function hearingOf(notes: readonly HearingNote[], today: string): Hearing {
  const has = (act: FindingAct) => notes.some((note) => note.act === act);
  if (has('cannot-tell')) return 'heard';
  if (!has('tell-family')) return 'not-told';
  if (has('record-answer')) return 'heard';
  const answerBy = answerByOf(notes);
  if (answerBy === null) return 'no-answer-period';
  return answerBy < today ? 'heard' : 'answer-awaited';
}

/** What the person who wants to confirm is told. */
export const HEARING_TEXTS: Readonly<Record<Exclude<Hearing, 'heard'>, string>> = {
  'not-told': '请先告知家庭。确实无法告知的（承租人死亡、下落不明等），请在“告知家庭”中登记原因。',
  'no-answer-period': '告知家庭时没有写明反馈截止日。请登记家庭反馈，或重新告知并写明截止日。',
  'answer-awaited': '已告知家庭，反馈截止日还没有过。请登记家庭反馈，或在截止日过后再提出“属实”。',
};

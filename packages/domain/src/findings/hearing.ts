import type { FindingAct } from './finding-lifecycle.ts';

/** Whether a family was heard on a finding, and if not, what is missing. */
export type Hearing = 'heard' | 'not-told' | 'to-tell-again' | 'no-answer-period' | 'answer-awaited';

/** The note by which a run says that the facts of a finding under inquiry are other ones now. */
export const FACTS_CHANGED = { act: 'facts-changed', label: '比对事实有变化' } as const;

interface HearingNote {
  readonly act: FindingAct | (string & {});
  /** The last day on which the family may answer, where the note tells it of the finding. */
  readonly answerBy: string | null;
}

/** A family is heard on what it was told: other facts and an inquiry that begins again are told anew. */
function sinceTold(notes: readonly HearingNote[]): readonly HearingNote[] {
  return notes.slice(notes.findLastIndex(({ act }) => act === FACTS_CHANGED.act || act === 'reopen') + 1);
}

/** The newest day until which the family was given to answer, or null. */
export function answerByOf(notes: readonly HearingNote[]): string | null {
  return sinceTold(notes).findLast((note) => note.act === 'tell-family')?.answerBy ?? null;
}

/**
 * Whether a finding may be confirmed against its family (requirements E9): it was told of the facts of now, and has
 * answered since or let the period pass; or why it cannot be told is on record.
 * @param notes in the order of writing
 */
export function hearingOf(notes: readonly HearingNote[], today: string): Hearing {
  const has = (act: FindingAct, among: readonly HearingNote[]) => among.some((note) => note.act === act);
  const current = sinceTold(notes);
  // Who was beyond reach and is told after all has the time it was given.
  const told = current.findLastIndex(({ act }) => act === 'tell-family' || act === 'cannot-tell');
  if (current[told]?.act === 'cannot-tell') return 'heard';
  if (told < 0) return has('tell-family', notes) || has('cannot-tell', notes) ? 'to-tell-again' : 'not-told';
  if (has('record-answer', current.slice(told))) return 'heard';
  const answerBy = answerByOf(notes);
  if (answerBy === null) return 'no-answer-period';
  return answerBy < today ? 'heard' : 'answer-awaited';
}

/** What the person who wants to confirm is told. */
export const HEARING_TEXTS: Readonly<Record<Exclude<Hearing, 'heard'>, string>> = {
  'not-told': '请先告知家庭。确实无法告知的（承租人死亡、下落不明等），请在“告知家庭”中登记原因。',
  'to-tell-again': '告知家庭之后，比对事实有变化或已重新核查。请就现在的事实重新告知家庭。',
  'no-answer-period': '告知家庭时没有写明反馈截止日。请登记家庭反馈，或重新告知并写明截止日。',
  'answer-awaited': '已告知家庭，反馈截止日还没有过。请登记家庭反馈，或在截止日过后再提出“属实”。',
};

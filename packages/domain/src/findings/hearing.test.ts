import { describe, expect, it } from 'vitest';
import { answerByOf, hearingOf } from './hearing.ts';

const told = (answerBy: string | null) => ({ act: 'tell-family', answerBy });
const note = (act: string) => ({ act, answerBy: null });
const TODAY = '2026-07-10';

describe('a family before it is confirmed against', () => {
  it('has to be told', () => {
    expect(hearingOf([], TODAY)).toBe('not-told');
    expect(hearingOf([note('record-answer')], TODAY)).toBe('not-told');
  });

  it('has the whole last day to answer', () => {
    expect(hearingOf([told('2026-07-10')], TODAY)).toBe('answer-awaited');
    expect(hearingOf([told('2026-07-09')], TODAY)).toBe('heard');
    expect(hearingOf([told('2026-07-15'), note('record-answer')], TODAY)).toBe('heard');
  });

  it('is not taken as silent where it was given no day', () => {
    expect(hearingOf([told(null)], TODAY)).toBe('no-answer-period');
  });

  it('is told anew with a new day', () => {
    const notes = [told('2026-07-01'), told('2026-07-20')];
    expect([answerByOf(notes), hearingOf(notes, TODAY)]).toEqual(['2026-07-20', 'answer-awaited']);
  });

  it('is heard anew on facts that came after, and on an inquiry that begins again', () => {
    for (const since of ['facts-changed', 'reopen']) {
      const before = [told('2026-07-01'), note('record-answer'), note(since)];
      expect([answerByOf(before), hearingOf(before, TODAY)]).toEqual([null, 'to-tell-again']);
      expect(hearingOf([note('cannot-tell'), note(since)], TODAY)).toBe('to-tell-again');
      expect(hearingOf([note(since)], TODAY)).toBe('not-told');
      expect(hearingOf([...before, told('2026-07-20')], TODAY)).toBe('answer-awaited');
      expect(hearingOf([...before, told('2026-07-20'), note('record-answer')], TODAY)).toBe('heard');
    }
  });

  it('has the time it was given last, whatever it answered before', () => {
    expect(hearingOf([told('2026-07-01'), note('record-answer'), told('2026-07-20')], TODAY)).toBe(
      'answer-awaited',
    );
  });

  it('may be beyond reach, where that is on record', () => {
    expect(hearingOf([note('cannot-tell')], TODAY)).toBe('heard');
    expect(hearingOf([told('2026-07-20'), note('cannot-tell')], TODAY)).toBe('heard');
    expect(hearingOf([note('cannot-tell'), told('2026-07-20')], TODAY)).toBe('answer-awaited');
  });
});

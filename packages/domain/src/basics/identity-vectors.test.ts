import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { amountInWords } from './amount-in-words.ts';
import { type AreaUnit, readArea } from './area.ts';
import { readIdNumber } from './id-number.ts';
import { fen, type MoneyUnit, readMoney } from './money.ts';
import { normaliseName, sameName } from './name.ts';
import { isOneEditApart } from './one-edit.ts';
import { readDatedValue } from './read-calendar-date.ts';
import { readUscc } from './uscc.ts';

/** The files of test-vectors/identity are this repository's own; their shapes are in its README. */
function vectors<T>(file: string): T {
  const url = new URL(`../../../../test-vectors/identity/${file}.json`, import.meta.url);
  return JSON.parse(readFileSync(url, 'utf8')) as T;
}

interface Read {
  readonly input: string | number;
  readonly why?: string;
}

describe('ID numbers', () => {
  test.each(vectors<readonly Read[]>('id-numbers'))('$input $why', ({ input, why: _, ...expected }) => {
    expect(readIdNumber(input)).toMatchObject(expected);
  });
});

describe('one edit apart', () => {
  type Case = { readonly a: string; readonly b: string; readonly apart: boolean; readonly why: string };
  test.each(vectors<readonly Case[]>('one-edit'))('$why', ({ a, b, apart }) => {
    expect([isOneEditApart(a, b), isOneEditApart(b, a)]).toEqual([apart, apart]);
  });
});

describe('unified social credit codes', () => {
  test.each(vectors<readonly Read[]>('uscc'))('$input $why', ({ input, why: _, ...expected }) => {
    expect(readUscc(input)).toMatchObject(expected);
  });
});

describe('names', () => {
  type Case = { readonly a: string; readonly b: string; readonly same: boolean; readonly normalised: string };
  test.each(vectors<readonly Case[]>('names'))('$a and $b', ({ a, b, same, normalised }) => {
    expect(normaliseName(a)).toBe(normalised);
    expect([sameName(a, b), sameName(b, a)]).toEqual([same, same]);
  });
});

describe('dates', () => {
  type Case = Read & { readonly date?: string; readonly precision?: string; readonly fault?: string };
  test.each(vectors<readonly Case[]>('dates'))('$input', ({ input, date, precision, fault }) => {
    const read = readDatedValue(input);
    if (fault === undefined) {
      expect(read).toEqual({ ok: true, value: { date, precision: precision ?? 'day' } });
    } else {
      expect(read).toMatchObject({ ok: false, error: { code: fault } });
    }
  });
});

describe('amounts', () => {
  interface Amounts {
    readonly money: readonly (Read & { unit: MoneyUnit; fen?: number; fault?: string })[];
    readonly area: readonly (Read & { unit: AreaUnit; cm2?: number; fault?: string })[];
    readonly words: readonly { readonly fen: number; readonly words: string }[];
  }
  const amounts = vectors<Amounts>('amounts');

  test.each(amounts.money)('money $input $unit', ({ input, unit, fen: value, fault }) => {
    const expected = fault === undefined ? { ok: true, value } : { ok: false, error: { code: fault } };
    expect(readMoney(input, unit)).toMatchObject(expected);
  });

  test.each(amounts.area)('area $input $unit', ({ input, unit, cm2: value, fault }) => {
    const expected = fault === undefined ? { ok: true, value } : { ok: false, error: { code: fault } };
    expect(readArea(input, unit)).toMatchObject(expected);
  });

  test.each(amounts.words)('$words', ({ fen: value, words }) => {
    expect(amountInWords(fen(value))).toBe(words);
  });
});

import type { Brand } from './brand.ts';
import { numberText, readDecimal, scaleToInteger } from './decimal.ts';
import { normaliseText } from './normalise-text.ts';
import { err, ok, type Result } from './result.ts';

/** Area in cm², a whole number: 1 ㎡ is 10,000. */
export type Cm2 = Brand<number, 'Cm2'>;
export type AreaUnit = '㎡' | '亩' | '公顷';

export interface AreaFault {
  readonly code: 'blank' | 'format' | 'negative' | 'range';
  /** Chinese, with the remedy. */
  readonly message: string;
  readonly text: string;
}

// 1 亩 is exactly 2000/3 ㎡.
const CM2_IN: Readonly<Record<AreaUnit, readonly [bigint, bigint]>> = {
  '㎡': [10_000n, 1n],
  亩: [20_000_000n, 3n],
  公顷: [100_000_000n, 1n],
};

const WRITTEN_UNITS: Readonly<Record<string, AreaUnit>> = {
  m2: '㎡',
  'm^2': '㎡',
  平方米: '㎡',
  平方: '㎡',
  平米: '㎡',
  平: '㎡',
  亩: '亩',
  公顷: '公顷',
};

function fault(code: AreaFault['code'], text: string): { readonly ok: false; readonly error: AreaFault } {
  const messages: Record<AreaFault['code'], string> = {
    blank: '面积为空，没有则填 0',
    format: `面积“${text}”无法识别，请只填数字，如 59.80`,
    negative: `面积“${text}”为负数，请核对`,
    range: `面积“${text}”超出范围，请核对数值和单位`,
  };
  return err({ code, message: messages[code], text });
}

/** A whole, non-negative number of cm² from code. Throws RangeError when it is not one. */
export function cm2(value: number): Cm2 {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`not a whole number of cm²: ${value}`);
  return value as Cm2;
}

/** Reads an area in the column's unit, exactly; a unit written in the cell ('59.8㎡', '0.2亩') is stronger. */
export function readArea(raw: string | number, unit: AreaUnit = '㎡'): Result<Cm2, AreaFault> {
  const shown = String(raw);
  const plain = typeof raw === 'number' ? numberText(raw) : cleanArea(raw);
  if (plain === null) return fault('range', shown);
  if (plain === '') return fault('blank', shown);
  const parts = /^(-?[\d.,]+)(.*)$/.exec(plain);
  const value = parts?.[1] ? readDecimal(parts[1]) : null;
  const written = parts?.[2] ? WRITTEN_UNITS[parts[2]] : unit;
  if (value === null || written === undefined) return fault('format', shown);
  if (value.digits < 0n) return fault('negative', shown);
  const [numerator, denominator] = CM2_IN[written];
  const area = scaleToInteger(value, numerator, denominator);
  return area === null ? fault('range', shown) : ok(cm2(area));
}

function cleanArea(raw: string): string {
  const text = normaliseText(raw)
    .replace(/[\s'"]/g, '')
    .replace(/[−–—]/g, '-')
    .toLowerCase();
  return /^[-/\\]*$/.test(text) || text === '无' ? '' : text;
}

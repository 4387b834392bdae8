import fc from 'fast-check';
import { expect, test } from 'vitest';
import { amountInWords } from './amount-in-words.ts';
import { cm2, readArea } from './area.ts';
import { fen, readMoney } from './money.ts';

const amount = fc.integer({ min: -1e13, max: 1e13 });
const places = { 元: 2, 百元: 4, 千元: 5, 万元: 6, 百万元: 8, 亿元: 10 } as const;

function decimal(value: number, scale: number): string {
  const digits = String(Math.abs(value)).padStart(scale + 1, '0');
  return `${value < 0 ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

test('an amount written in any unit is exactly that amount', () => {
  fc.assert(
    fc.property(amount, (value) => {
      for (const unit of ['元', '百元', '千元', '万元', '百万元', '亿元'] as const) {
        const text = decimal(value, places[unit]);
        expect(readMoney(text, unit)).toEqual({ ok: true, value });
        expect(readMoney(`${text}${unit}`, '元')).toEqual({ ok: true, value });
      }
    }),
  );
});

test('a numeric cell of yuan is its fen', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e9, max: 1e9 }), (value) => {
      expect(readMoney(value / 100, '元')).toEqual({ ok: true, value });
    }),
  );
});

test('an area of two decimals is exact', () => {
  fc.assert(
    fc.property(fc.nat(1e7), (value) => {
      expect(readArea(decimal(value, 2))).toEqual({ ok: true, value: value * 100 });
    }),
  );
});

test('any text is read without throwing', () => {
  const like = fc.string({ unit: fc.constantFrom(...'0123456789,.-万元 ￥()E亩㎡'), maxLength: 24 });
  fc.assert(
    fc.property(fc.oneof(fc.string(), like, fc.double()), (raw) => {
      for (const read of [readMoney(raw, '元'), readArea(raw)]) {
        if (read.ok) expect(Number.isSafeInteger(read.value)).toBe(true);
        else expect(read.error.message).toMatch(/\p{Script=Han}/u);
      }
    }),
    { numRuns: 2000 },
  );
});

test('only whole amounts are amounts', () => {
  expect(() => fen(0.5)).toThrow(RangeError);
  expect(() => cm2(-1)).toThrow(RangeError);
});

const DIGITS = '零壹贰叁肆伍陆柒捌玖';
const PLACES = new Map([
  ['拾', 10],
  ['佰', 100],
  ['仟', 1000],
]);

/** Reads the words back, to check them by another way. */
function fromWords(words: string): number {
  let total = 0;
  let group = 0;
  let digit = 0;
  for (const c of words) {
    const place = PLACES.get(c);
    if (DIGITS.includes(c)) digit = DIGITS.indexOf(c);
    else if (place) group += digit * place;
    else if (c === '万') total += (group + digit) * 10_000;
    else if (c === '亿') total = (total + group + digit) * 1e8;
    else if (c === '元') total = (total + group + digit) * 100;
    else if (c === '角') total += digit * 10;
    else if (c === '分') total += digit;
    if (place || '万亿元角'.includes(c)) digit = 0;
    if ('万亿元'.includes(c)) group = 0;
  }
  return total;
}

test('words read back as the amount, without doubled zeros', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 2e9 }).chain((n) => fc.constantFrom(n, n * 100, n * 1e5)),
      (value) => {
        const words = amountInWords(fen(value));
        expect(fromWords(words)).toBe(value);
        expect(words).not.toMatch(/零零|零[万亿元].|^零./);
      },
    ),
  );
});

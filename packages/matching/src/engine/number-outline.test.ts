import { isOneEditApart } from '@anju/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areAlike, outlineOf } from './number-outline.ts';

const digits = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: length, maxLength: length });
const numbers = fc.oneof(
  digits(15),
  digits(18),
  digits(17).map((some) => `${some}X`),
);

const replaced = (id: string, at: number, digit: string) => id.slice(0, at) + digit + id.slice(at + 1);
const swapped = (id: string, at: number) =>
  id.slice(0, at) + id.charAt(at + 1) + id.charAt(at) + id.slice(at + 2);

describe('the outline of a number', () => {
  it('is alike for every number one edit away', () => {
    fc.assert(
      fc.property(numbers, fc.nat(16), fc.constantFrom(...'0123456789X'), (id, place, digit) => {
        for (const other of [replaced(id, place % id.length, digit), swapped(id, place % (id.length - 1))])
          if (isOneEditApart(id, other)) expect(areAlike(outlineOf(id), outlineOf(other))).toBe(true);
      }),
    );
  });

  it('is the same in fifteen and in eighteen digits', () => {
    fc.assert(
      fc.property(digits(15), digits(1), (id, check) => {
        expect(outlineOf(`${id.slice(0, 6)}19${id.slice(6)}${check}`)).toBe(outlineOf(id));
      }),
    );
  });

  it('tells most people of one place apart', () => {
    expect(areAlike(outlineOf('652301198001011234'), outlineOf('652301199106052345'))).toBe(false);
  });
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { idCheckCharacter } from './id-checksum.ts';
import { idFaultText } from './id-fault-text.ts';
import { expand15, readIdNumber } from './id-number.ts';
import { isOneEditApart } from './one-edit.ts';

const pad = (n: number, width: number) => String(n).padStart(width, '0');

const seventeen = fc
  .tuple(
    fc.constantFrom('652301', '110101', '320311', '810000', '830000'),
    fc.integer({ min: 1900, max: 1999 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
    // A sequence ending 00 with a check digit 0 would look like a spreadsheet's zeros.
    fc.integer({ min: 1, max: 99 }),
  )
  .map(([region, y, m, d, n]) => `${region}${y}${pad(m, 2)}${pad(d, 2)}${pad(n, 3)}`);
const idNumber = seventeen.map((digits) => `${digits}${idCheckCharacter(digits)}`);

test('a number with its check character is valid and gives its birth date and sex', () => {
  fc.assert(
    fc.property(idNumber, (id) => {
      expect(readIdNumber(id)).toEqual({
        status: 'valid',
        id,
        kind: id.startsWith('8') ? 'hk-mo-tw' : 'resident',
        from15: false,
        birthDate: `${id.slice(6, 10)}-${id.slice(10, 12)}-${id.slice(12, 14)}`,
        sex: Number(id.charAt(16)) % 2 === 1 ? 'male' : 'female',
      });
    }),
  );
});

test('15 digits of a number give the number back', () => {
  fc.assert(
    fc.property(idNumber, (id) => {
      const fifteen = `${id.slice(0, 6)}${id.slice(8, 17)}`;
      expect(expand15(fifteen)).toBe(id);
      expect(readIdNumber(fifteen)).toEqual({ ...readIdNumber(id), from15: true });
    }),
  );
});

test('every changed character and every swap of neighbours breaks the checksum', () => {
  fc.assert(
    fc.property(idNumber, (id) => {
      for (let i = 0; i < 18; i++) {
        for (const c of i === 17 ? '0123456789X' : '0123456789') {
          const changed = `${id.slice(0, i)}${c}${id.slice(i + 1)}`;
          if (changed === id) continue;
          expect(isOneEditApart(id, changed)).toBe(true);
          expect(idCheckCharacter(changed)).not.toBe(changed.charAt(17));
          expect(readIdNumber(changed).status).not.toBe('valid');
        }
        const swapped = `${id.slice(0, i)}${id.charAt(i + 1)}${id.charAt(i)}${id.slice(i + 2)}`;
        if (i === 17 || swapped === id) continue;
        expect(isOneEditApart(id, swapped)).toBe(true);
        expect(readIdNumber(swapped).status).not.toBe('valid');
      }
    }),
    { numRuns: 30 },
  );
});

test('what offices put around a number does not change its reading', () => {
  const noise = fc.constantFrom(' ', '\u3000', '\u00a0', '\u200b', "'", '"', '-', '\t', '’', '');
  const style = fc.constantFrom<(c: string) => string>(
    (c) => c,
    (c) => c.toLowerCase(),
    (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0),
  );
  fc.assert(
    fc.property(idNumber, fc.array(noise, { minLength: 18, maxLength: 18 }), style, (id, marks, write) => {
      const written = [...id].map((c, i) => `${marks[i]}${write(c)}`).join('');
      expect(readIdNumber(written)).toEqual(readIdNumber(id));
    }),
  );
});

test('any text at all is read without throwing, and every refusal says what to do', () => {
  const like = fc.string({ unit: fc.constantFrom(...'0123456789Xx .E+-８　'), maxLength: 24 });
  fc.assert(
    fc.property(fc.oneof(fc.string(), like, fc.double()), (raw) => {
      const reading = readIdNumber(raw);
      expect(idFaultText(reading) === '').toBe(reading.status === 'valid');
    }),
    { numRuns: 2000 },
  );
});

test("a foreigner's card gives no birth date, its inner digits are not published", () => {
  const digits = '91115619780301001';
  const id = `${digits}${idCheckCharacter(digits)}`;
  expect(readIdNumber(id)).toEqual({
    status: 'valid',
    id,
    kind: 'foreign',
    from15: false,
    birthDate: null,
    sex: null,
  });
});

test('a province that never was, and codes near the residence permits, are faults', () => {
  for (const region of ['160101', '990101', '810001', '840000']) {
    const digits = `${region}19800101001`;
    const reading = readIdNumber(`${digits}${idCheckCharacter(digits)}`);
    expect(reading).toMatchObject(region.startsWith('9') ? { kind: 'foreign' } : { fault: 'region' });
  }
});

test('the same day that does not exist is a fault each time it is read', () => {
  const digits = '65230119800230001';
  const id = `${digits}${idCheckCharacter(digits)}`;
  expect([readIdNumber(id), readIdNumber(id)]).toEqual(
    Array(2).fill({ status: 'invalid', id, from15: false, fault: 'birth-date' }),
  );
});

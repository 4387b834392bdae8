import { expand15, readIdNumber } from '@anju/domain';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { eachNeighbourOf15 } from './valid-neighbours.ts';

/** Each other digit and each swap in turn, made as text and read. */
function readOneByOne(short: string): readonly string[] {
  const slips: string[] = [];
  for (let at = 0; at < short.length; at++) {
    for (const digit of '0123456789') slips.push(short.slice(0, at) + digit + short.slice(at + 1));
    slips.push(
      short.slice(0, at) +
        short
          .slice(at, at + 2)
          .split('')
          .reverse()
          .join('') +
        short.slice(at + 2),
    );
  }
  const read = [...new Set(slips)]
    .filter((slip) => slip !== short)
    .map((slip) => readIdNumber(expand15(slip)));
  return read.flatMap((reading) => (reading.status === 'valid' ? [reading.id as string] : [])).sort();
}

function reckoned(short: string): readonly string[] {
  const found: string[] = [];
  eachNeighbourOf15(expand15(short), (high, low, last) =>
    found.push(`${high}`.padStart(9, '0') + `${low}`.padStart(8, '0') + String.fromCharCode(last)),
  );
  return found.sort();
}

it('finds every number that a slip in 15 digits may have come from, and each once', () => {
  const place = fc.constantFrom('652301', '110101', '810000', '912345', '000000', '650000');
  const likely = fc
    .tuple(
      place,
      fc.integer({ min: 0, max: 99 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 31 }),
      fc.integer({ min: 0, max: 999 }),
    )
    .map(
      ([region, ...parts]) =>
        region + parts.map((part, at) => `${part}`.padStart(at === 3 ? 3 : 2, '0')).join(''),
    );
  const any = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 15, maxLength: 15 });
  fc.assert(
    fc.property(fc.oneof(likely, any), (short) => {
      expect(reckoned(short)).toEqual(readOneByOne(short));
    }),
    { numRuns: 500, seed: 20261129 },
  );
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { F3Data } from './data.ts';
import { F3 } from './form.ts';

const words = fc.string({ unit: 'grapheme', maxLength: 30 }).filter((text) => F3_PRINTABLE.test(text));
const F3_PRINTABLE = /^[^\p{Cc}\p{Cs}\ufffe\uffff]*$/u;
const row = fc.record({
  county: words,
  project: words,
  nature: fc.constantFrom('1A', '1B', '2', '3'),
  shouldExit: fc.nat(9999),
  exited: fc.nat(9999),
  measures: words,
  plannedDate: fc.oneof(fc.constant('2026-08-25'), fc.constant('无'), words),
});

describe('F3 through a file', () => {
  it('comes back as it was written', async () => {
    const data = fc.record({
      header: fc.record({ unitName: words, reportDate: fc.constantFrom('', '2026-08-05') }),
      rows: fc.array(row, { maxLength: 12 }),
    });
    await fc.assert(
      fc.asyncProperty(data, async (raw) => {
        const parsed = F3.parse(raw);
        if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
        const value: F3Data = parsed.value;
        expect(await F3.read(await F3.write(value))).toEqual({ ok: true, value });
      }),
      { numRuns: 60 },
    );
  });

  it('reads the blank form as a form without rows', async () => {
    expect(await F3.read(await F3.write(null))).toEqual({
      ok: true,
      value: { header: { unitName: '', reportDate: '' }, rows: [] },
    });
  });
});

import { FORMS, sumsOfF5 } from '@anju/official-forms';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inScope, type Tx } from '../../../platform/postgres/database.ts';
import { createTestApp, type TestApp } from '../../../platform/testing/index.ts';
import { GENERATED_COUNTIES, generateRecords } from '../../campaigns/testing/generate-records.ts';
import { assembleReport } from '../assemble-report.ts';
import type { AssembledReport } from '../assembled-report.ts';
import { computeReport, contextOf } from '../compute-report.ts';
import { correctForm } from '../correct-form.ts';
import { openDueReports } from '../due/due-reports.ts';
import type { Correction } from '../frozen-form.ts';
import { listReports } from '../report-store.ts';
import { correctF5Sums } from './correct-f5-sums.ts';
import { countF5 } from './f5-sums-store.ts';
import { recordsOfF4 } from './figures-store.ts';

const ENDING = ['已办结', '了结'];

let test: TestApp;
beforeAll(async () => {
  test = await createTestApp({ runJobs: false, now: new Date('2026-06-30T02:00:00Z') });
  await generateRecords(test.deps, { seed: 'sums', total: 1_800 });
  await inScope(test.db, '6523', (tx) => openDueReports(tx, test.deps, '6523'));
});
afterAll(() => test.close());

async function eachF5(check: (tx: Tx, report: AssembledReport) => Promise<void>): Promise<number> {
  let seen = 0;
  for (const county of GENERATED_COUNTIES)
    await inScope(test.db, county, async (tx) => {
      for (const row of await listReports(tx, { scope: county, form: 'F5' })) {
        const report = await assembleReport(tx, test.deps, row);
        if (report === null) throw new Error(`F5 ${row.period} can't be computed`);
        await check(tx, report);
        seen += 1;
      }
    });
  return seen;
}

/** Some rows of a form with another amount, number of persons or disposal. */
const correctionsOf = (ids: readonly string[]) =>
  fc.array(
    fc.record({
      id: fc.constantFrom(...ids),
      cell: fc.oneof(
        fc.record({ field: fc.constantFrom('amountFen', 'accountable'), value: fc.nat(1_000_000) }),
        fc.record({ field: fc.constant('disposal'), value: fc.constantFrom('已办结', '了结', '正在核查') }),
      ),
    }),
    { maxLength: 6 },
  );

const correction = (value: number | string): Correction => ({
  value,
  computed: 0,
  reason: '核对更正',
  byName: '测试',
  at: '2026-06-30T02:00:00Z',
});

it('F4 is held against the very sums of the F5 that would be printed, its corrections among them', async () => {
  let ended = 0;
  const seen = await eachF5(async (tx, report) => {
    const { data, rowKeys } = await computeReport(tx, test.deps, report);
    const context = contextOf(tx, test.deps, report);
    const { earlier, ...counted } = await countF5(context, context, ENDING);
    const ids = rowKeys.rows ?? [];
    ended += counted.ended;
    const judge = async (corrections: Readonly<Record<string, Correction>>) => {
      const printed = FORMS.F5.parse(correctForm(FORMS.F5, data, rowKeys, corrections).data);
      if (!printed.ok) throw new Error('no F5');
      const { persons: _, ...sums } =
        (await correctF5Sums(context, counted, { corrections, ending: ENDING })) ?? {};
      expect(sums).toEqual(sumsOfF5(printed.value, ENDING));
    };
    await judge({ 'rows.@01900000-0000-7000-8000-000000000000.amountFen': correction(5) });
    if (ids.length === 0) return;
    await fc.assert(
      fc.asyncProperty(correctionsOf(ids), (cells) =>
        judge(
          Object.fromEntries(
            cells.map(({ id, cell: { field, value } }) => [`rows.@${id}.${field}`, correction(value)]),
          ),
        ),
      ),
      { numRuns: 5, seed: 1 },
    );
  });
  expect(seen).toBe(18);
  expect(ended).toBeGreaterThan(0);
});

it('counts the measures on cases of earlier months by their records on both forms', async () => {
  let all = 0;
  await eachF5(async (tx, { sources, ...report }) => {
    const context = contextOf(tx, test.deps, report);
    const { earlier } = await countF5(context, context, ENDING);
    const told = new Set<string>();
    for (const path of sources.paths.filter((one) => one.endsWith('.accountable')))
      for (const ref of await sources.of(path)) told.add(ref);
    const measures = await recordsOfF4(tx, context, 'persons.total');
    expect(earlier).toBe(measures.filter((ref) => !told.has(ref)).length);
    all += earlier;
  });
  expect(all).toBeGreaterThan(0);
});

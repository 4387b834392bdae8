import ExcelJS from 'exceljs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inScope } from '../../platform/postgres/database.ts';
import { createTestApp, type Person, type TestApp } from '../../platform/testing/index.ts';
import { loadRosterFor } from '../households/index.ts';
import { ROSTER_HEADER, rosterLine } from './testing/roster-csv.ts';

let test: TestApp;
let officer: Person;

beforeAll(async () => {
  test = await createTestApp({ now: new Date('2026-06-30T02:00:00Z') });
  officer = await test.signIn('county-officer');
});
afterAll(() => test.close());

const OLD = '652301850315008';

async function workbook(): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  for (const [name, lines] of [
    ['幸福家园', [rosterLine({ n: 1 }), rosterLine({ n: 2 })]],
    ['安康小区', [rosterLine({ n: 3, id: OLD })]],
  ] as const)
    book.addWorksheet(name).addRows([ROSTER_HEADER, ...lines].map((line) => line.split(',')));
  return Buffer.from(await book.xlsx.writeBuffer());
}

it('of several sheets says on which sheet a family stands, and keeps that a number came as 15 digits', async () => {
  const file = { name: '花名册.xlsx', content: await workbook() };
  const { id, jobId } = (await officer.upload('/api/imports', file)).json();
  await test.jobEnd(test.county, jobId);
  const confirmed = await officer.inject('POST', `/api/imports/${id}/confirm`, { acceptPartial: false });
  await test.jobEnd(test.county, confirmed.json().jobId);
  const roster = await inScope(test.db, test.county, (tx) =>
    loadRosterFor(tx, test.deps.secrets, test.county),
  );
  expect(
    roster.map(({ household }) => [household.code, household.lineage, household.members[0]?.lineage]),
  ).toEqual(
    [
      ['H000001', '花名册.xlsx 表「幸福家园」', 2],
      ['H000002', '花名册.xlsx 表「幸福家园」', 3],
      ['H000003', '花名册.xlsx 表「安康小区」', 2],
    ].map(([code, name, row]) => {
      const lineage = { register: 'roster', file: name, row, asOf: null };
      return [code, lineage, lineage];
    }),
  );
  expect(roster.map(({ household: { members } }) => members[0])).toMatchObject([
    expect.not.objectContaining({ from15: true }),
    expect.not.objectContaining({ from15: true }),
    { idNumber: expect.stringMatching(/^65230119850315008/), from15: true },
  ]);
  const page = (await officer.inject('GET', `/api/households/${roster[2]?.id}`)).json();
  expect(page.source).toEqual({ file: '花名册.xlsx 表「安康小区」', row: 2 });
});

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { calendarDate, REGISTERS, ROSTER, RULE_TITLES, readIdNumber, readPolicyPack } from '@anju/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTable, readRows } from '../reading/index.ts';
import { type DemoFiles, writeDemoCounty } from './index.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'anju-demo-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const write = (name: string, more: Partial<Parameters<typeof writeDemoCounty>[0]> = {}) =>
  writeDemoCounty({
    dir: join(folder, name),
    county: '652301',
    households: 90,
    population: 2000,
    seed: '7',
    asOf: calendarDate('2026-06-30'),
    shape: 'varied',
    ...more,
  });

const bytesOf = async (files: DemoFiles) =>
  Promise.all(
    [
      files.roster,
      files.policy,
      files.truth,
      files.notFindings,
      ...files.registers.map(({ path }) => path),
    ].map(async (path) => [basename(path), (await readFile(path)).toString('base64')] as const),
  );

const lines = async (path: string) =>
  (await readFile(path, 'utf8'))
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Record<string, unknown> => JSON.parse(line));

async function rosterOf(files: DemoFiles) {
  const opened = await openTable({ path: files.roster }, ROSTER, { scratchDir: folder });
  if (!opened.ok) throw new Error(opened.error.message);
  const { mapping, undecided } = opened.value;
  expect(undecided).toEqual([]);
  const cell = (cells: readonly (string | null)[], key: string) =>
    cells[mapping.fields[key]?.index ?? -1] ?? null;
  const members = [];
  for await (const { cells } of readRows(opened.value))
    members.push({
      household: cell(cells, 'code'),
      name: cell(cells, 'name'),
      id: cell(cells, 'id'),
      endDate: cell(cells, 'endDate'),
      community: cell(cells, 'community'),
      floorArea: cell(cells, 'floorAreaCm2'),
    });
  await opened.value.close();
  return members;
}

describe('a demonstration county', () => {
  it('is the same for the same seed, byte for byte, and another for another', async () => {
    const first = await bytesOf(await write('once'));
    expect(await bytesOf(await write('again'))).toEqual(first);
    const other = await bytesOf(await write('other', { seed: '8' }));
    expect(other.filter(([name, bytes]) => first.some((one) => one[0] === name && one[1] === bytes))).toEqual(
      [['policy.json', expect.any(String)]],
    );
  });

  it.each(['1', '2', '3', '4', '5', '6'])('opens again with no undecided column, seed %s', async (seed) => {
    const files = await write(`open-${seed}`, { seed, households: 60, population: 600 });
    const seen = [];
    for (const { kind, path } of files.registers) {
      const opened = await openTable({ path }, REGISTERS[kind], { scratchDir: folder });
      if (!opened.ok) throw new Error(`${kind}: ${opened.error.message}`);
      const { undecided, header, mapping } = opened.value;
      const headers = header.columns.map((column) => column.header);
      const known = Object.keys(mapping.fields).length + (mapping.series.months?.months.length ?? 0);
      const numbered = headers.includes('序号') ? 1 : 0;
      seen.push({ kind, undecided, headers: known + numbered === headers.length ? [] : headers });
      await opened.value.close();
    }
    expect(seen).toEqual(files.registers.map(({ kind }) => ({ kind, undecided: [], headers: [] })));
  });

  it('reads back as many rows as were written', async () => {
    for (const seed of ['21', '22'] as const) {
      const files = await write(`rows-${seed}`, { seed, population: 1500 });
      for (const { kind, path, rows } of files.registers) {
        const opened = await openTable({ path }, REGISTERS[kind], { scratchDir: folder });
        if (!opened.ok) throw new Error(`${kind}: ${opened.error.message}`);
        let count = 0;
        for await (const row of readRows(opened.value)) count += row.cells.length > 0 ? 1 : 0;
        expect([kind, count]).toEqual([kind, rows]);
        await opened.value.close();
      }
    }
  });

  it('plants only what its roster shows: households exist, persons are in them', async () => {
    const files = await write('truth', { households: 300 });
    const members = await rosterOf(files);
    expect(members.length).toBe(files.members);
    const truth = await lines(files.truth);
    const inRoster = new Set(
      members.flatMap(({ household, id }) => {
        const read = readIdNumber(id ?? '');
        return [
          `${household} null`,
          `${household} ${read.status === 'valid' || read.status === 'invalid' ? read.id : ''}`,
        ];
      }),
    );
    expect(truth.filter(({ household, person }) => !inRoster.has(`${household} ${person}`))).toEqual([]);
    const decoys = await lines(files.notFindings);
    expect(decoys.filter(({ household }) => !inRoster.has(`${household} null`))).toEqual([]);
    expect(decoys.length).toBeGreaterThan(20);
    // Of all rules every one is planted.
    expect(new Set(truth.map(({ rule }) => rule))).toEqual(new Set(Object.keys(RULE_TITLES)));
  });

  it('gives every member an ID number of their own, wrong only where that is planted', async () => {
    const files = await write('ids', { households: 400, population: 100 });
    const members = await rosterOf(files);
    const planted = await lines(files.truth);
    const wrong = new Set(planted.filter(({ rule }) => rule === 'id.invalid').map(({ person }) => person));
    const twice = new Set(
      planted.filter(({ rule }) => rule === 'benefit.duplicate').map(({ person }) => person),
    );
    const seen = new Set<string>();
    for (const { id, endDate, floorArea } of members) {
      const read = readIdNumber(id ?? '');
      if (read.status !== 'valid' && read.status !== 'invalid') throw new Error(`unreadable ${id}`);
      expect([read.id, read.status]).toEqual([read.id, wrong.has(read.id) ? 'invalid' : 'valid']);
      expect([read.id, seen.has(read.id)]).toEqual([read.id, seen.has(read.id) && twice.has(read.id)]);
      expect([endDate, floorArea]).not.toContain(null);
      seen.add(read.id);
    }
  });

  it('writes a policy pack that the judge accepts', async () => {
    const files = await write('policy');
    expect(readPolicyPack(JSON.parse(await readFile(files.policy, 'utf8')))).toMatchObject({ ok: true });
  });

  it('spreads the estates over the communities it is given', async () => {
    const communities = [
      { code: '652301001001', name: '延安社区' },
      { code: '652301001002', name: '宁边社区' },
    ];
    const members = await rosterOf(await write('communities', { communities }));
    expect(new Set(members.map(({ community }) => community))).toEqual(new Set(['延安社区', '宁边社区']));
  });

  it('writes plain files with a vehicle a person, and only those asked for', async () => {
    const files = await write('plain', { shape: 'plain', population: 5000, only: ['vehicle'] });
    expect(files.registers.map(({ kind }) => kind)).toEqual(['vehicle']);
    const rows = (await readFile(join(folder, 'plain', 'vehicle.csv'), 'utf8'))
      .trimEnd()
      .split('\r\n')
      .slice(1);
    expect(rows.length).toBeGreaterThan(5000);
    const ids = rows.map((row) => row.split(',')[1] ?? '');
    expect(ids.filter((id) => readIdNumber(id).status === 'valid').length).toBe(ids.length);
  });
});

import { clueListFault, DEFAULT_CLUE_LISTS } from '@anju/domain';
import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import type { F5Data, F5Row } from './data.ts';
import { F5 } from './form.ts';

const ROW: F5Row = {
  source: '信访举报',
  place: '示范区',
  persons: [{ name: '甲', post: '村主任', level: '村社干部' }],
  summary: '反映补助资金发放不及时。',
  amountFen: 100,
  disposal: '已转业务单位',
  rectification: '',
  recoveredFen: 0,
  accountable: 0,
};
const formOf = (...rows: F5Row[]): F5Data => ({
  header: { district: '示范区', month: 10, unitName: '', reportDate: '' },
  rows,
  signature: { filler: '', phone: '', leader: '' },
});
const faultsOf = (...rows: F5Row[]) => F5.check(formOf(...rows)).map(({ code, cell }) => `${code} ${cell}`);

describe('F5', () => {
  it('counts the summary by characters as people do: 300 pass, 301 do not', () => {
    expect(faultsOf({ ...ROW, summary: '𫘨'.repeat(300) })).toEqual([]);
    expect(faultsOf({ ...ROW, summary: '𫘨'.repeat(301) })).toEqual(['too-long G6']);
  });

  it('wants one to three persons, each at its own cell', () => {
    const [person] = ROW.persons;
    expect(faultsOf({ ...ROW, persons: [] })).toEqual(['value-missing D6']);
    expect(faultsOf({ ...ROW, persons: person ? [person, person, person] : [] })).toEqual([]);
    expect(faultsOf({ ...ROW, persons: person ? [person, person, person, person] : [] })).toEqual([
      'too-many D9',
    ]);
  });

  it('points below a clue of several persons at the right row', () => {
    const two = { ...ROW, persons: [...ROW.persons, { name: '乙', post: '', level: '科级' }] };
    expect(faultsOf(two, { ...ROW, summary: '' })).toEqual(['not-in-list F7', 'value-missing G8']);
  });

  it('takes values from the lists, the usual or the campaign’s own', () => {
    expect(faultsOf({ ...ROW, source: '道听途说', disposal: '' })).toEqual([
      'not-in-list B6',
      'value-missing I6',
    ]);
    const lists = { ...DEFAULT_CLUE_LISTS, sources: ['道听途说'] };
    expect(F5.check(formOf({ ...ROW, source: '道听途说' }), { lists })).toEqual([]);
  });

  it('refuses a list that a drop-down can’t hold', async () => {
    expect(clueListFault(DEFAULT_CLUE_LISTS.sources)).toBeNull();
    expect(clueListFault(['一', '一'])).toContain('重复');
    expect(clueListFault(['一,二'])).toContain('逗号');
    const lists = { ...DEFAULT_CLUE_LISTS, levels: Array.from({ length: 90 }, (_, index) => `级别${index}`) };
    await expect(F5.write(null, { lists })).rejects.toThrow('255');
  });

  it('gives each cell of a long form one drop-down, and says who made the file', async () => {
    const [person] = ROW.persons;
    const persons = person ? [person, person] : [];
    const rows = Array.from({ length: 6 }, (_, at) => ({ ...ROW, persons, summary: `反映第 ${at} 件` }));
    const zip = await JSZip.loadAsync(await F5.write(formOf(...rows)));
    const sheet = (await zip.file('xl/worksheets/sheet1.xml')?.async('text')) ?? '';
    const ranges = sheet.matchAll(/<dataValidation .*?sqref="(.*?)"/g);
    expect([...ranges].map(([, range]) => range)).toEqual(['B6:B17', 'F6:F17', 'I6:I17']);
    const properties = await zip.file('docProps/core.xml')?.async('text');
    expect(properties).toContain('<dc:creator>安居</dc:creator>');
    expect(properties).not.toContain('Unknown');
  });

  it('finds the same clue registered twice, and a place below the district', () => {
    expect(faultsOf(ROW, { ...ROW, source: '自查自纠' })).toEqual(['row-repeated G7']);
    for (const place of ['示范区某街道某村', '幸福村', '青年社区', '某镇', '幸福里小区'])
      expect(faultsOf({ ...ROW, place })).toEqual(['place-too-fine C6']);
    for (const place of ['示范区', '某镇人民政府', '示范市', '专项治理领导小组'])
      expect(faultsOf({ ...ROW, place })).toEqual([]);
  });

  it('has nobody recover more than the matter involved', () => {
    expect(faultsOf({ ...ROW, amountFen: 100_000, recoveredFen: 99_900_000 })).toEqual([
      'recovered-over-involved K6',
    ]);
    expect(faultsOf({ ...ROW, amountFen: 100_000, recoveredFen: 100_000 })).toEqual([]);
    expect(faultsOf({ ...ROW, amountFen: null, recoveredFen: 100 })).toEqual([]);
    expect(faultsOf({ ...ROW, amountFen: 0, recoveredFen: 100 })).toEqual(['recovered-over-involved K6']);
  });

  it('shows a page the text that the sheet prints', () => {
    const { cells } = F5.view(
      formOf({ ...ROW, amountFen: 1_200_000, recoveredFen: 0 }, { ...ROW, recoveredFen: null }),
    );
    const textAt = (at: string) => cells.find(({ address }) => address === at)?.text;
    expect(['A6', 'H6', 'K6', 'L6', 'K7'].map(textAt)).toEqual(['1', '1.20', '0.00', '0', '']);
  });

  it('reads a row as often in a long form as in a short one', () => {
    const readsOf = (rows: number): number => {
      let reads = 0;
      const counted = (summary: string): F5Row => ({
        ...ROW,
        get summary() {
          reads += 1;
          return summary;
        },
      });
      F5.check(formOf(...Array.from({ length: rows }, (_, at) => counted(`反映第 ${at} 件`))));
      return reads / rows;
    };
    expect(readsOf(200)).toBe(readsOf(2));
  });

  it('takes 不详 for whom nobody could name, whose level nobody knows', () => {
    expect(faultsOf({ ...ROW, persons: [{ name: '不详', post: '', level: '' }] })).toEqual([]);
    expect(faultsOf({ ...ROW, persons: [{ name: '甲', post: '', level: '' }] })).toEqual([
      'value-missing F6',
    ]);
  });
});

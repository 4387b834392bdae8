import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type FieldDescription, REGISTERS, ROSTER } from '@anju/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { undecidedFault } from './read-fault.ts';
import { makeXlsx, sheetData } from './testing/make-xlsx.ts';
import { faultOfFile, openFile, rowsOf, testFolder } from './testing/open-all.ts';

let folder: Awaited<ReturnType<typeof testFolder>>;
let options: { scratchDir: string };
beforeAll(async () => {
  folder = await testFolder();
  options = { scratchDir: folder.path };
});
afterAll(() => folder.remove());

async function written(name: string, content: string | Buffer): Promise<string> {
  const path = join(folder.path, name);
  await writeFile(path, content);
  return path;
}
const ID = '652301196705025199';
const OTHER = '652301199503283476';

describe('a file without a header', () => {
  const lines = [
    ['甲某', ID, '新A1'],
    ['乙某', OTHER, '新A2'],
  ];
  const headerless = { columns: { name: 0, id: 1, plate: 2 }, headerRows: [] };

  it.each([
    ['text', () => written('bare.csv', lines.map((line) => line.join(',')).join('\n'))],
    ['a workbook', () => written('bare.xlsx', makeXlsx([{ name: 'S', xml: sheetData(lines) }]))],
  ])(
    'is shown as bare columns, and read from its first row on as they are pointed out: %s',
    async (_, make) => {
      const path = await make();
      expect(await faultOfFile(path, REGISTERS.vehicle, options)).toMatchObject({ code: 'no-header' });
      const shown = await openFile(path, REGISTERS.vehicle, {
        ...options,
        mapping: { columns: {}, headerRows: [] },
      });
      expect(shown.header.columns).toEqual([0, 1, 2].map((index) => ({ index, header: '', unit: null })));
      expect(shown.undecided.map(({ field }) => field)).toEqual(['name', 'id']);
      expect(shown.firstRows.map(({ cells }) => cells)).toEqual(lines);
      const table = await openFile(path, REGISTERS.vehicle, { ...options, mapping: headerless });
      expect(await rowsOf(table)).toEqual(lines.map((cells, at) => ({ row: at + 1, cells })));
    },
  );
});

describe('a header that a person points out', () => {
  const WRONG = [
    ['姓名', '身份证号', '填表人：', '丙某'],
    ['甲', '证件', null, '车辆'],
    [null, '类型', '号码', '号牌'],
    ['甲某', '居民身份证', ID, '新A1'],
  ] as const;
  const file = () => written('wrong.xlsx', makeXlsx([{ name: 'S', xml: sheetData(WRONG) }]));

  it('replaces the row that was taken for it, over two rows where it has two', async () => {
    const path = await file();
    const detected = await openFile(path, REGISTERS.vehicle, options);
    expect(detected.header.rows).toEqual([1]);
    expect(detected.head.map(({ row, cells }) => [row, cells[0]])).toEqual([
      [1, '姓名'],
      [2, '甲'],
      [3, null],
      [4, '甲某'],
    ]);
    const mapping = { columns: { name: '甲', id: 2, plate: '车辆/号牌' }, headerRows: [2, 3] };
    const table = await openFile(path, REGISTERS.vehicle, { ...options, mapping });
    expect(table.header.columns.map(({ header }) => header)).toEqual([
      '甲',
      '证件/类型',
      '证件/号码',
      '车辆/号牌',
    ]);
    expect(await rowsOf(table)).toEqual([{ row: 4, cells: WRONG[3] }]);
  });

  it.each([
    ['of three rows', [1, 2, 3]],
    ['of rows apart', [1, 3]],
    ['upside down', [3, 2]],
    ['beyond the first rows', [9]],
  ])('%s is refused, not passed over', async (_, headerRows) => {
    const fault = await faultOfFile(await file(), REGISTERS.vehicle, {
      ...options,
      mapping: { columns: {}, headerRows },
    });
    expect(fault).toMatchObject({ code: 'no-header', message: expect.stringContaining('表头行') });
  });
});

describe('a unit that a person gives', () => {
  const file = () =>
    written('year.csv', `2025年度工资发放汇总表\n姓名,身份证号,应发工资\n甲某,${ID},60000\n`);

  it('says whether an amount is of a month or of a year', async () => {
    const units = ['元/年', '元/月', '万元/年'].map(async (unit) => {
      const mapping = { columns: { monthlyFen: { column: 2, unit } } };
      const table = await openFile(await file(), REGISTERS.payroll, { ...options, mapping });
      return table.mapping.fields.monthlyFen?.unit;
    });
    expect(await Promise.all(units)).toEqual(['元/年', '元', '万元/年']);
  });

  it('does not silently outdo a unit in a header that is only alike', async () => {
    const path = await written('own.csv', `姓名,身份证号,工资收入（万元）\n甲某,${ID},6\n`);
    const given = (column: string) => ({
      ...options,
      mapping: { columns: { monthlyFen: { column, unit: '元/年' } } },
    });
    expect(await faultOfFile(path, REGISTERS.payroll, given('工资收入'))).toMatchObject({
      code: 'undecided-columns',
    });
    const table = await openFile(path, REGISTERS.payroll, given('工资收入（万元）'));
    expect(table.mapping.fields.monthlyFen?.unit).toBe('元/年');
  });

  it.each(['块', '美元', '㎡', '元/周'])('%s is refused where it can’t be converted', async (unit) => {
    const mapping = { columns: { monthlyFen: { column: 2, unit } } };
    const fault = await faultOfFile(await file(), REGISTERS.payroll, { ...options, mapping });
    expect(fault).toMatchObject({ code: 'undecided-columns', message: expect.stringContaining(unit) });
  });
});

describe('a CSV file', () => {
  it('has its header found under title lines, and rows numbered as an editor does', async () => {
    const path = await written(
      'titles.csv',
      `机动车登记信息\r\n\r\n单位：万元\r\n机动车所有人,身份证明号码,购置价\r\n甲某,${ID},8.5\r\n合计,1人,\r\n`,
    );
    const table = await openFile(path, REGISTERS.vehicle, options);
    expect(table.header.rows).toEqual([4]);
    expect(table.mapping.fields).toMatchObject({ purchasePriceFen: { index: 2, unit: '万元' } });
    expect(table.scan).toMatchObject({ path, skipLines: 4, columnCount: 3, rowNumbers: 'line-order' });
    expect(await rowsOf(table)).toEqual([{ row: 5, cells: ['甲某', ID, '8.5'] }]);
  });

  it('keeps line numbers right behind a quoted line break and a blank line', async () => {
    const path = await written(
      'breaks.csv',
      `姓名,身份证号,号牌号码\n"甲\n某",${ID},"新A\n1"\n\n乙某,${OTHER},2\n`,
    );
    const table = await openFile(path, REGISTERS.vehicle, options);
    expect(table.scan).toMatchObject({ rowNumbers: 'first-column', skipLines: 0, columnCount: 4 });
    expect((await rowsOf(table)).map(({ row }) => row)).toEqual([2, 6]);
    expect(table.skipped.blank).toBe(1);
  });

  it('refuses no row silently: one with a comma too many is listed', async () => {
    const path = await written('ragged.csv', `姓名,身份证号,号牌号码\n甲某,${ID},1\n乙某,${OTHER},2,3\n`);
    const table = await openFile(path, REGISTERS.vehicle, options);
    expect(table.ragged).toEqual({ rows: [3], count: 1 });
    expect((await rowsOf(table)).map(({ row }) => row)).toEqual([2]);
  });

  it('has a two-line header whose groups reach over the blank cells to their right', async () => {
    const path = await written(
      'two-lines.csv',
      `男方,,女方,,登记日期\n姓名,身份证号,姓名,身份证号,\n甲某,${ID},乙某,${OTHER},2005-06-18\n`,
    );
    const table = await openFile(path, REGISTERS.marriage, options);
    expect(table.header.rows).toEqual([1, 2]);
    expect(table.header.columns.map(({ header }) => header)).toEqual([
      '男方/姓名',
      '男方/身份证号',
      '女方/姓名',
      '女方/身份证号',
      '登记日期',
    ]);
    expect(table.mapping.fields).toMatchObject({
      husbandId: { index: 1 },
      wifeName: { index: 2 },
      wifeId: { index: 3 },
    });
    expect(table.undecided).toEqual([]);
  });

  it('passes over headers, titles and totals repeated on each page, and counts them', async () => {
    const page = `机动车名单,,\n姓名,身份证号,号牌号码\n甲某,${ID},1\n小 计,1,\n`;
    const path = await written('pages.csv', `${page}${page}说明：仅供核查使用,,\n`);
    const table = await openFile(path, REGISTERS.vehicle, { ...options, rewrite: true });
    expect((await rowsOf(table)).map(({ row }) => row)).toEqual([3, 7]);
    expect(table.skipped).toEqual({ blank: 0, notes: 3, repeatedHeaders: 2 });
    const direct = await openFile(path, REGISTERS.vehicle, options);
    expect(direct.scan).toMatchObject({ rowNumbers: 'line-order' });
    expect(await rowsOf(direct)).toEqual(await rowsOf(table));
  });

  it('fills blank cells of a household from above where the description says so', async () => {
    const path = await written(
      'roster.csv',
      `户编号,姓名,身份证号,关系,月租金（元）\nH1,甲某,${ID},本人,258\n,乙某,${OTHER},配偶,\n`,
    );
    const rows = await rowsOf(await openFile(path, ROSTER, { ...options, rewrite: true }));
    expect(rows[1]?.cells.slice(0, 2)).toEqual(['H1', '乙某']);
    const direct = await rowsOf(await openFile(path, ROSTER, options));
    expect(direct).toEqual(rows);
  });
});

describe('columns', () => {
  it('are asked for, not guessed, where two are equally good', async () => {
    const path = await written('twice.csv', `姓名,身份证号,身份证号\n甲某,${ID},${OTHER}\n`);
    const table = await openFile(path, REGISTERS.death, options);
    expect(table.undecided).toContainEqual({
      field: 'id',
      label: '身份证号',
      required: true,
      candidates: [1, 2],
    });
    expect(undecidedFault(table)).toMatchObject({ code: 'repeated-header' });
  });

  it('are parted by their content where only one can be meant', async () => {
    const path = await written('content.csv', `姓名,证件号码,证件号码\n甲某,新（2020）第001号,${OTHER}\n`);
    const table = await openFile(path, REGISTERS.death, options);
    expect(table.mapping.fields.id).toEqual({ index: 2, unit: null });
  });

  it('under an unknown word are offered, and taken when a person says so', async () => {
    const path = await written('unknown.csv', `姓名,编码,死亡日期\n甲某,${ID},2024.2.11\n`);
    const table = await openFile(path, REGISTERS.death, options);
    expect(table.undecided).toEqual([{ field: 'id', label: '身份证号', required: true, candidates: [1] }]);
    expect(undecidedFault(table)?.message).toContain('编码');
    const mapped = await openFile(path, REGISTERS.death, {
      ...options,
      mapping: { columns: { id: '编码' } },
    });
    expect(mapped.undecided).toEqual([]);
    expect(mapped.mapping.fields.id).toEqual({ index: 1, unit: null });
  });

  it('of another person are not taken for the person the register is about', async () => {
    const path = await written('agent.csv', `姓名,代理人身份证号,死亡日期\n甲某,${ID},2024.2.11\n`);
    const table = await openFile(path, REGISTERS.death, options);
    expect(table.mapping.fields.id).toBeUndefined();
  });

  it('refuses a mapping that the file does not have', async () => {
    const path = await written('mapped.csv', `姓名,编码\n甲某,${ID}\n`);
    const fault = await faultOfFile(path, REGISTERS.death, {
      ...options,
      mapping: { columns: { id: '号码' } },
    });
    expect(fault).toMatchObject({ code: 'undecided-columns', seenHeader: ['姓名', '编码'] });
  });

  it('of months are read under a year above them', async () => {
    const path = await written('months.csv', `小区,房号,2025年,,\n,,11月,12月,用电户号\n甲苑,1-1,5,6,7\n`);
    const table = await openFile(path, REGISTERS.electricity, options);
    expect(table.mapping.series.months?.months).toEqual([
      { index: 2, month: '2025-11' },
      { index: 3, month: '2025-12' },
    ]);
  });

  it('of a month that comes twice stay open', async () => {
    const path = await written('months-twice.csv', '小区,房号,2025-07,2025年7月\n甲苑,1-1,5,6\n');
    const table = await openFile(path, REGISTERS.electricity, options);
    expect(table.undecided).toMatchObject([{ field: 'months', candidates: [2, 3] }]);
  });
});

describe('a workbook', () => {
  const rows = [
    ['户编号', '姓名', '身份证号', '关系'],
    ['H1', '甲某', ID, '本人'],
    [null, '乙某', OTHER, '配偶'],
    [null, '丙某', OTHER, '子女'],
  ] as const;

  it('gives a merged-down cell to each row it covers, and to no other', async () => {
    const xml = `${sheetData(rows)}<mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells>`;
    const table = await openFile(
      await written('merged.xlsx', makeXlsx([{ name: '一', xml }])),
      ROSTER,
      options,
    );
    expect((await rowsOf(table)).map(({ cells }) => cells[0])).toEqual(['H1', 'H1', null]);
  });

  it('is read from the visible sheet whose header is known', async () => {
    const book = makeXlsx([
      { name: '封面', xml: sheetData([['公租房保障家庭花名册'], ['填报单位：某局']]) },
      { name: '旧', state: 'hidden', xml: sheetData(rows) },
      { name: '名单', xml: sheetData(rows, 5) },
    ]);
    const table = await openFile(await written('sheets.xlsx', book), ROSTER, options);
    expect(table.header).toMatchObject({ sheet: '名单', rows: [5] });
    expect((await rowsOf(table))[0]?.row).toBe(6);
  });

  it('shows dates as dates, numbers without noise, and an id that Excel turned into a number as damaged', async () => {
    const styles =
      '<numFmts count="1"><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts>' +
      '<cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="176"/></cellXfs>';
    const xml = `<sheetData><row r="1"><c r="A1" t="str"><v>姓名</v></c><c r="B1" t="str"><v>身份证号</v></c><c r="C1" t="str"><v>死亡日期</v></c><c r="D1" t="str"><v>备注</v></c></row>
      <row r="2"><c r="A2" t="str"><v>甲某</v></c><c r="B2"><v>6.52301196701216E+17</v></c><c r="C2" s="1"><v>38915</v></c><c r="D2"><v>82.500000000000014</v></c></row>
      <row r="3"><c r="A3" t="str"><v>乙某</v></c><c r="B3"><v>652301670502519</v></c><c r="C3" s="2"><v>59</v></c><c r="D3" s="1"><v>61.5</v></c></row></sheetData>`;
    const table = await openFile(
      await written('values.xlsx', makeXlsx([{ name: 's', xml }], { styles })),
      REGISTERS.death,
      options,
    );
    expect((await rowsOf(table)).map(({ cells }) => cells)).toEqual([
      ['甲某', '6.52301196701216E+17', '2006-07-17', '82.5'],
      ['乙某', '652301670502519', '1900-02-28', '1900-03-01 12:00:00'],
    ]);
  });

  it('skips phonetic readings and knows cells without references', async () => {
    const strings =
      '<si><t>甲</t><rPh sb="0" eb="1"><t>jia</t></rPh></si><si><r><t>乙</t></r><r><t>某_x000D_</t></r></si>';
    const cells = (values: string) => `<row>${values}</row>`;
    const xml = `<sheetData>${cells('<c t="inlineStr"><is><t>姓名</t></is></c><c t="inlineStr"><is><t>身份证号</t></is></c>')}${cells(`<c t="s"><v>0</v></c><c t="str"><v>${ID}</v></c>`)}${cells(`<c t="s"><v>1</v></c><c t="str"><v>${OTHER}</v></c>`)}</sheetData>`;
    const table = await openFile(
      await written('plain.xlsx', makeXlsx([{ name: 's', xml }], { strings })),
      REGISTERS.death,
      options,
    );
    expect((await rowsOf(table)).map(({ cells: [name] }) => name)).toEqual([
      '甲',
      '乙某\r'.replace('\r', ' '),
    ]);
  });
});

it('lays out an HTML table with spans as Excel does', async () => {
  const path = await written(
    'spans.xls',
    `<html><body><table><tr><td colspan=5>不动产登记信息</td></tr></table>
     <table><tr><td rowspan=2>序号<td colspan=2>权利人<td colspan=2>不动产</tr>
     <tr><td>姓名<td>证件号码<td>坐落<td>建筑面积<br>（㎡）</tr>
     <tr><td>1<td rowspan=2>甲某<td rowspan=2>&nbsp;${ID}<td>某路1号<td>80.5</tr>
     <tr><td>2<td>某路2号<td>60</tr></table></body></html>`,
  );
  const table = await openFile(path, REGISTERS['real-estate'], options);
  expect(table).toMatchObject({ format: 'html', header: { rows: [2, 3] } });
  expect(table.mapping.fields).toMatchObject({ id: { index: 2 }, floorAreaCm2: { index: 4, unit: '㎡' } });
  expect(await rowsOf(table)).toEqual([
    { row: 4, cells: ['1', '甲某', ID, '某路1号', '80.5'] },
    { row: 5, cells: ['2', '甲某', ID, '某路2号', '60'] },
  ]);
});

it('leaves nothing behind when a table is closed', async () => {
  const own = await testFolder();
  const field: FieldDescription = { key: 'a', label: '甲', type: 'text', synonyms: [], required: true };
  const path = await written('one.xlsx', makeXlsx([{ name: 's', xml: sheetData([['甲'], ['1']]) }]));
  const table = await openFile(path, { label: '甲表', fields: [field] }, { scratchDir: own.path });
  expect(await readdir(own.path)).toHaveLength(1);
  await table.close();
  expect(await readdir(own.path)).toEqual([]);
  await own.remove();
});

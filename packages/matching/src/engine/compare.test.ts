import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { calendarDate, readIdNumber } from '@anju/domain';
import { describe, expect, it } from 'vitest';
import { compare } from './compare.ts';
import { compareTexts, household, member } from './testing/compare-texts.ts';
import { syntheticId } from './testing/synthetic-id.ts';

const ZHANG = syntheticId(11);
const LI = syntheticId(25, '19550302');
const ROSTER = [
  household('H1', [member(ZHANG, '张明'), member(LI, '李华')], { estate: '幸福家园', room: '5-1-101' }),
  household('H2', [member(syntheticId(37), '阿依古丽·买买提')], { estate: '幸福家园', room: '5-1-102' }),
];
const VEHICLE = '机动车所有人,身份证明号码,号牌号码,购置价（万元）,初次登记日期\n';
const DEATH = '姓名,身份证号,死亡日期\n';
const wrongDigit = (id: string) => `${id.slice(0, 9)}${(Number(id[9]) + 1) % 10}${id.slice(10)}`;
const hitsOf = (result: Awaited<ReturnType<typeof compareTexts>>, code: string) =>
  result.hits.get(code) ?? [];

describe('the exact pass', () => {
  const old = LI.slice(0, 6) + LI.slice(8, 17);
  it.each([
    ['plain', ZHANG, 'H1'],
    ['with spaces and a quote', `" '${ZHANG} "`, 'H1'],
    ['full-width', [...ZHANG].map((c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)).join(''), 'H1'],
    ['15 digits of the first generation', old, 'H1'],
  ])('finds a number written %s', async (_, written) => {
    const result = await compareTexts(ROSTER, [
      { kind: 'death', text: `${DEATH}谁,${syntheticId(900)},2020.1.1\n某,${written},2025.7.11\n` },
    ]);
    const [hit, ...more] = hitsOf(result, 'H1');
    expect(more).toEqual([]);
    expect(hit).toMatchObject({
      register: 'death',
      confidence: 'exact',
      lineage: { row: 3 },
      values: { diedOn: '2025-07-11' },
    });
  });

  it('gives the line as an editor shows it, under titles and between notes', async () => {
    const text = `机动车登记导出\n导出时间：2026-06-30\n${VEHICLE}谁,${syntheticId(901)},新A1,3,2020-1-1\n张明,${ZHANG},新A2,12.5,2021年3月\n合计,,,,15.5\n注：仅供审核使用。,,,,\n`;
    const result = await compareTexts(ROSTER, [{ kind: 'vehicle', text }]);
    expect(hitsOf(result, 'H1')[0]).toMatchObject({
      lineage: { row: 5 },
      values: { purchasePriceFen: 12_500_000, registeredOn: '2021-03' },
    });
    expect(result.statistics[0]).toMatchObject({ rowsRead: 2, rowsRefused: 0, hitsExact: 1 });
  });

  it('gives the right lines of a file that is scanned in pieces', async () => {
    const others = Array.from({ length: 997 }, (_, at) => syntheticId(at, '19620304'));
    const wanted = new Set([2, 3, 70_001, 122_880, 122_882, 250_000, 399_999, 400_001]);
    const lines = Array.from({ length: 400_000 }, (_, at) =>
      wanted.has(at + 2) ? `张明,${ZHANG},${2000 + (at % 20)}-1-1` : `外人,${others[at % 997]},2020-1-1`,
    );
    const result = await compareTexts(ROSTER, [{ kind: 'death', text: `${DEATH}${lines.join('\n')}\n` }]);
    expect(hitsOf(result, 'H1').map(({ lineage }) => lineage.row)).toEqual([...wanted]);
    expect(result.statistics[0]).toMatchObject({ rowsRead: 400_000, hitsExact: wanted.size });
  });

  it('says which of two people of a row was found', async () => {
    const text = `男方姓名,男方身份证号,女方姓名,女方身份证号,登记日期\n张明,${ZHANG},外人,${syntheticId(902)},2020-1-1\n`;
    const result = await compareTexts(ROSTER, [{ kind: 'marriage', text }]);
    expect(hitsOf(result, 'H1')).toMatchObject([{ role: 'husband', registeredId: ZHANG }]);
  });

  it('finds a person in each of two households', async () => {
    const twice = [...ROSTER, household('H3', [member(ZHANG, '张明')])];
    const result = await compareTexts(twice, [{ kind: 'death', text: `${DEATH}张明,${ZHANG},2025-1-1\n` }]);
    expect([...result.hits.keys()].sort()).toEqual(['H1', 'H3']);
  });

  it('finds a number that is wrong in both places', async () => {
    const wrong = wrongDigit(ZHANG);
    const roster = [household('H9', [member(wrong, '张明', 'invalid')])];
    const result = await compareTexts(roster, [{ kind: 'death', text: `${DEATH}张明,${wrong},2025-1-1\n` }]);
    expect(hitsOf(result, 'H9')).toMatchObject([{ confidence: 'exact' }]);
  });
});

describe('the probable pass', () => {
  const swapped = `${ZHANG.slice(0, 11)}${ZHANG[12]}${ZHANG[11]}${ZHANG.slice(13)}`;
  const endSwapped = `${LI.slice(0, 16)}${LI[17]}${LI[16]}`;
  it.each([
    ['one wrong digit', '张明', wrongDigit(ZHANG)],
    ['two neighbours swapped', '张明', swapped],
    ['the last two swapped', '李华', endSwapped],
    ['a letter for a digit', '张明', ZHANG.replace('0', 'O')],
    ['one wrong digit beside a spread name', '张　明', wrongDigit(ZHANG)],
  ])('takes %s of the same name as likely', async (_, name, id) => {
    const result = await compareTexts(ROSTER, [{ kind: 'death', text: `${DEATH}${name},${id},2025-1-1\n` }]);
    expect(hitsOf(result, 'H1')).toMatchObject([
      { confidence: 'probable', registeredName: name, registeredId: id },
    ]);
  });

  it.each([
    ['digit', (old: string) => `${old.slice(0, 8)}${(Number(old[8]) + 1) % 10}${old.slice(9)}`],
    ['order', (old: string) => `${old.slice(0, 13)}${old[14]}${old[13]}`],
  ])('takes 15 digits with one wrong %s of the same name as likely', async (_, slip) => {
    const mistyped = slip(LI.slice(0, 6) + LI.slice(8, 17));
    const text = `${DEATH}李华,${mistyped},2025-1-1\n王强,${mistyped},2025-1-1\n`;
    const result = await compareTexts(ROSTER, [{ kind: 'death', text }]);
    expect(hitsOf(result, 'H1')).toMatchObject([{ confidence: 'probable', lineage: { row: 2 } }]);
    expect(result.refusals.count).toBe(0);
  });

  it.each([
    ['one wrong digit', (old: string) => `${old.slice(0, 13)}${(Number(old[13]) + 1) % 10}${old.slice(14)}`],
    ['two neighbours swapped', (old: string) => `${old.slice(0, 13)}${old[14]}${old[13]}`],
    ['a month that is none', (old: string) => `${old.slice(0, 8)}9${old.slice(9)}`],
  ])('takes the right number where the roster has 15 digits with %s', async (_, slip) => {
    const old = slip(LI.slice(0, 6) + LI.slice(8, 17));
    const reading = readIdNumber(old);
    if (reading.status !== 'valid' && reading.status !== 'invalid') throw new Error('a usable number');
    const { id, status } = reading;
    const roster = [household('H9', [{ ...member(id, '李华', status), from15: true }])];
    const right = LI.slice(0, 6) + LI.slice(8, 17);
    const text = `${DEATH}李华,${LI},2025-1-1\n王强,${LI},2025-1-1\n李华,${right},2025-1-1\n`;
    const result = await compareTexts(roster, [{ kind: 'death', text }]);
    expect(hitsOf(result, 'H9').map(({ confidence, lineage }) => [confidence, lineage.row])).toEqual([
      ['probable', 2],
      ['probable', 4],
    ]);
  });

  it('does not take another name, nor another valid number of the same name', async () => {
    const text = `${DEATH}王强,${wrongDigit(ZHANG)},2025-1-1\n张明,${syntheticId(13)},2025-1-1\n`;
    expect((await compareTexts(ROSTER, [{ kind: 'death', text }])).hits.size).toBe(0);
  });

  it('takes a valid number where the wrong one stands in the roster', async () => {
    const roster = [household('H9', [member(wrongDigit(ZHANG), '张明', 'invalid')])];
    const text = `${DEATH}张明,${ZHANG},2025-1-1\n王强,${ZHANG},2025-1-1\n`;
    const result = await compareTexts(roster, [{ kind: 'death', text }]);
    expect(hitsOf(result, 'H9')).toMatchObject([{ confidence: 'probable', lineage: { row: 2 } }]);
  });
});

describe('what is refused', () => {
  it('names damaged, blank and foreign numbers with their rows, and not the notes', async () => {
    const text = `${DEATH}甲,6.52301E+17,2025-1-1\n乙,${LI.slice(0, 15)}000,2025-1-1\n丙,,2025-1-1\n丁,E12345678,2025-1-1\n注：以上为全部。,,\n`;
    const { refusals, statistics } = await compareTexts(ROSTER, [{ kind: 'death', text }]);
    expect(refusals.listed.map(({ row, field, extent }) => [row, field, extent])).toEqual([
      [2, '身份证号', 'row'],
      [3, '身份证号', 'row'],
      [4, '身份证号', 'row'],
      [5, '身份证号', 'row'],
    ]);
    expect(refusals.listed[0]?.reason).toContain('6.52301E+17');
    expect(statistics[0]).toMatchObject({ rowsRead: 4, rowsRefused: 4 });
  });

  it('keeps a matched row without the field that can not be read, and says so', async () => {
    const text = `${VEHICLE}张明,${ZHANG},新A2,十二万多,2021-02-30\n`;
    const result = await compareTexts(ROSTER, [{ kind: 'vehicle', text }]);
    expect(hitsOf(result, 'H1')[0]).toMatchObject({
      values: { purchasePriceFen: null, registeredOn: null },
      unread: ['purchasePriceFen', 'registeredOn'],
    });
    expect(result.refusals.listed.map(({ row, field, extent }) => [row, field, extent])).toEqual([
      [2, '购置价', 'field'],
      [2, '初次登记日期', 'field'],
    ]);
  });
});

it('tells blank cells and placeholders from those that can not be read', async () => {
  const text = `姓名,身份证号,车牌号,购置价（万元）,转移日期\n张明,${ZHANG},新A2,12,\n张明,${ZHANG},新A3,12,无\n张明,${ZHANG},新A4,12,2019年底\n`;
  const hits = hitsOf(await compareTexts(ROSTER, [{ kind: 'vehicle', text }]), 'H1');
  expect(hits.map(({ unread }) => unread)).toEqual([undefined, undefined, ['transferredOn']]);
});

describe('amounts beside a column that says in which money they are', () => {
  const BUSINESS = '企业名称,统一社会信用代码,姓名,身份证号,';
  const row = (rest: string) => `某某公司,91350100M000100Y43,张明,${ZHANG},${rest}\n`;
  const read = async (header: string, rows: readonly string[]) => {
    const text = `${BUSINESS}${header}\n${rows.map(row).join('')}`;
    const result = await compareTexts(ROSTER, [{ kind: 'business', text }]);
    const hits = hitsOf(result, 'H1');
    return { result, hits: hits.map(({ values, unread }) => [values.registeredCapitalFen, unread]) };
  };

  it('are not read as yuan where the row says another', async () => {
    const money = ['人民币', '美元', 'CNY', '', '人民币元', 'USD', '840', '156'];
    const { result, hits } = await read(
      '注册资本（万元）,币种',
      money.map((said) => `50,${said}`),
    );
    const yuan = [50_000_000, undefined];
    const foreign = [null, ['registeredCapitalFen']];
    expect(hits).toEqual([yuan, foreign, yuan, yuan, yuan, foreign, foreign, yuan]);
    expect(result.refusals.listed[0]).toMatchObject({ row: 3, field: '注册资本', extent: 'field' });
    expect(result.refusals.listed[0]?.reason).toContain('币种是“美元”');
    expect(result.statistics[0]?.headersUnused).toEqual([]);
  });

  it('are read where the header says that they are yuan, or the money is of another amount', async () => {
    const own = await read('注册资本（折人民币万元）,注册资本币种', ['50,美元']);
    expect(own.hits).toEqual([[50_000_000, undefined]]);
    const other = await read('注册资本（万元）,实缴出资额（万元）,实缴出资额币种', ['50,20,美元']);
    expect(other.hits).toEqual([[50_000_000, ['paidInFen']]]);
  });

  it('of nothing are nothing in any money', async () => {
    expect((await read('注册资本（万元）,币种', [',美元'])).hits).toEqual([[null, undefined]]);
  });
});

describe('numbers that end in 000', () => {
  const zeros = (serial: number, birth: string) => `${syntheticId(serial, birth).slice(0, 15)}000`;
  const births = Array.from(
    { length: 200 },
    (_, at) =>
      `${1950 + (at % 50)}${String(1 + (at % 12)).padStart(2, '0')}${String(1 + (at % 28)).padStart(2, '0')}`,
  );
  const all = births.map((birth, at) => zeros(at, birth));
  const passing = all.filter((id) => readIdNumber(id).status === 'valid');
  const [ours = ''] = passing;
  const roster = [household('H5', [member(ours, '赵六')])];
  const text = (ids: readonly string[]) => `${DEATH}${ids.map((id) => `赵六,${id},2025-1-1\n`).join('')}`;

  it('are all refused where Excel has damaged the column, also those that pass by chance', async () => {
    const result = await compareTexts(roster, [{ kind: 'death', text: text(all) }]);
    const damaged = all.filter((id) => readIdNumber(id).status === 'damaged').length;
    expect(passing.length).toBeGreaterThan(3);
    expect(result.statistics[0]).toMatchObject({ rowsRefused: damaged + passing.length, hitsExact: 0 });
    expect(result.hits.size).toBe(0);
    const refusal = result.refusals.listed.find(({ reason }) => reason.includes('虽能通过校验'));
    expect(refusal).toMatchObject({ row: all.indexOf(ours) + 2, field: '身份证号' });
  });

  it('are believed in a column that is sound', async () => {
    const sound = Array.from({ length: 50 }, (_, at) => syntheticId(at + 1));
    const result = await compareTexts(roster, [{ kind: 'death', text: text([...sound, ours]) }]);
    expect(hitsOf(result, 'H5').map(({ lineage }) => lineage.row)).toEqual([52]);
    expect(result.refusals.listed).toEqual([]);
  });
});

describe('utilities', () => {
  it('finds the unit however its room is written', async () => {
    const text =
      '小区,房号,户名,2026年5月,2026年6月\n幸福家园,5号楼1单元101室,某,3,1\n幸福 家园,05栋-1-102,某,"1,203",\n其他,1-1-1,某,5,5\n';
    const result = await compareTexts(ROSTER, [{ kind: 'electricity', text }]);
    expect(hitsOf(result, 'H1')).toMatchObject([
      {
        memberKey: null,
        values: {
          months: [
            { month: '2026-05', value: 3 },
            { month: '2026-06', value: 1 },
          ],
        },
      },
    ]);
    expect(hitsOf(result, 'H2')).toMatchObject([
      {
        values: {
          months: [
            { month: '2026-05', value: 1203 },
            { month: '2026-06', value: null },
          ],
        },
      },
    ]);
  });

  it('tells units of one door number apart by building and stair in columns of their own', async () => {
    const text =
      '小区,楼栋,单元,房号,户名,2026年6月\n幸福家园,5号楼,1单元,101,某,3\n幸福家园,6号楼,1单元,101,某,5\n';
    const result = await compareTexts(ROSTER, [{ kind: 'electricity', text }]);
    expect(hitsOf(result, 'H1').map(({ lineage }) => lineage.row)).toEqual([2]);
  });
});

describe('a comparison that does not end well', () => {
  it('names the file that can not be read and leaves nothing behind', async () => {
    const scratchDir = await mkdtemp(join(tmpdir(), 'anju-compare-test-'));
    const path = join(scratchDir, '死亡.csv');
    await writeFile(path, '甲,乙\n1,2\n');
    const input = {
      roster: ROSTER,
      registers: [{ kind: 'death' as const, path, asOf: null }],
      asOf: calendarDate('2026-06-30'),
      scratchDir,
    };
    const result = await compare(input);
    expect(result).toMatchObject({ ok: false, error: { register: 'death', file: '死亡.csv' } });
    expect(await readdir(scratchDir)).toEqual(['死亡.csv']);
    await writeFile(path, `${DEATH}张明,${ZHANG},2025-1-1\n`);
    const aborted = AbortSignal.abort(new Error('stop'));
    await expect(compare({ ...input, signal: aborted })).rejects.toThrow('stop');
    expect(await readdir(scratchDir)).toEqual(['死亡.csv']);
    await rm(scratchDir, { recursive: true });
  });
});

describe('a file whose lines are not its records', () => {
  const filler = `外人,${syntheticId(900)},2020-1-1\n`.repeat(12_000);

  it('is matched once, under its own row numbers, when a cell far below breaks its line', async () => {
    const text = `${DEATH}张明,${ZHANG},2025-1-1\n甲,6.52301E+17,2025-1-1\n${filler}"外\n人",${syntheticId(901)},2020-1-1\n李华,${LI},2025-1-1\n`;
    const result = await compareTexts(ROSTER, [{ kind: 'death', text }]);
    expect(hitsOf(result, 'H1').map(({ lineage }) => lineage.row)).toEqual([2, 12_006]);
    expect(result.refusals.listed.map(({ row }) => row)).toEqual([3]);
    expect(result.statistics[0]).toMatchObject({ rowsRead: 12_004, rowsRefused: 1, hitsExact: 2 });
  });

  it('is refused with the line where its bytes stop being text', async () => {
    const text = Buffer.concat([
      Buffer.from(`\ufeff${DEATH}${filler}`),
      Buffer.from([0xff, 0x41, 0x0a]),
      Buffer.from(`张明,${ZHANG},2025-1-1\n`),
    ]);
    await expect(compareTexts(ROSTER, [{ kind: 'death', text }])).rejects.toThrow('第 12002 行');
  });
});

describe('a row with a delimiter too many, far below the head', () => {
  const other = syntheticId(900);
  const filler = (line: string) => `${line}\n`.repeat(12_000);

  it('is refused with its number where people are looked for', async () => {
    const text = `${VEHICLE}${filler(`外人,${other},新A1,3,2020-1-1`)}张明,${ZHANG},新A,2,12.5,2021-3-1\n外人,${other},新,A1,3,2020-1-1\n张明,${ZHANG},新A2,12.5,2021-3-1,,\n`;
    const result = await compareTexts(ROSTER, [{ kind: 'vehicle', text }]);
    expect(result.refusals.listed.map(({ row, extent }) => [row, extent])).toEqual([
      [12_002, 'row'],
      [12_003, 'row'],
    ]);
    expect(result.refusals.listed[0]?.reason).toContain('列数比表头多');
    expect(hitsOf(result, 'H1').map(({ lineage }) => lineage.row)).toEqual([12_004]);
    expect(result.statistics[0]).toMatchObject({ rowsRead: 12_003, rowsRefused: 2 });
  });

  it('is refused with its number where units are looked for', async () => {
    const head = '小区,房号,户名,2026年5月,2026年6月\n';
    const text = `${head}${filler('其他小区某某某某,1-1-1,某某,5,5')}幸福家园,5-1-101,某,1,203,7\n幸福家园,5-1-102,某,3,1\n`;
    const result = await compareTexts(ROSTER, [{ kind: 'electricity', text }]);
    expect(result.refusals.listed.map(({ row }) => row)).toEqual([12_002]);
    expect(hitsOf(result, 'H1')).toEqual([]);
    expect(hitsOf(result, 'H2').map(({ lineage }) => lineage.row)).toEqual([12_003]);
    expect(result.statistics[0]).toMatchObject({ rowsRead: 12_002, rowsRefused: 1 });
  });
});

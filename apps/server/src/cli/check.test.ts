import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { calendarDate } from '@anju/domain';
import { type DemoFiles, writeDemoCounty } from '@anju/matching';
import { F3 } from '@anju/official-forms';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCheck } from './check.ts';

let dir: string;
let county: DemoFiles;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'anju-check-test-'));
  county = await writeDemoCounty({
    dir: join(dir, 'county'),
    county: '652301',
    households: 200,
    population: 600,
    seed: 'check',
    asOf: calendarDate('2026-06-30'),
    shape: 'varied',
  });
});
afterAll(() => rm(dir, { recursive: true, force: true }));

async function run(argv: readonly string[]) {
  let stdout = '';
  let stderr = '';
  const io = {
    stdout: { write: (text: string) => (stdout += text) },
    stderr: { write: (text: string) => (stderr += text) },
  };
  const code = await runCheck(argv, io, { today: () => calendarDate('2026-07-01') });
  return { code, stdout, stderr };
}

const basics = (out: string) => [
  ...['--roster', county.roster, '--policy', county.policy, '--as-of', '2026-06-30', '--out', join(dir, out)],
];
const registers = () => county.registers.flatMap(({ kind, path }) => ['--register', `${kind}=${path}`]);
const linesOf = async (path: string) =>
  (await readFile(path, 'utf8'))
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

describe('a whole county', () => {
  it('finds everything planted, raises no decoy, and names the rows it could not use', async () => {
    const { code, stdout, stderr } = await run([
      ...basics('whole'),
      ...registers(),
      '--unit',
      '某县住房保障中心',
    ]);
    expect(code).toBe(0);
    expect(stdout).toContain('户有疑点');
    expect(stderr).not.toContain('\r');
    expect(stderr).toContain('机动车登记');
    const out = join(dir, 'whole');
    expect((await readdir(out)).sort()).toEqual([
      'findings.jsonl',
      'findings.xlsx',
      'rejects.xlsx',
      'summary.json',
    ]);
    const findings = await linesOf(join(out, 'findings.jsonl'));
    const key = (one: { household: string; rule: string }) => `${one.household} ${one.rule}`;
    const raised = new Map(findings.filter(({ status }) => status === 'fail').map((one) => [key(one), one]));
    const truth = await linesOf(county.truth);
    for (const one of truth) {
      const found = raised.get(key(one));
      if (one.optional !== true) expect(found, key(one)).toMatchObject({ confidence: one.confidence });
    }
    const planted = new Set(truth.map(key));
    expect([...raised.keys()].filter((one) => !planted.has(one))).toEqual([]);
    for (const decoy of await linesOf(county.notFindings))
      expect(raised.has(key(decoy)), decoy.why).toBe(false);

    const summary = JSON.parse(await readFile(join(out, 'summary.json'), 'utf8'));
    expect(summary.registers).toHaveLength(county.registers.length);
    for (const { kind, rows } of county.registers)
      expect(summary.registers.find((one: { kind: string }) => one.kind === kind).rowsRead, kind).toBe(rows);

    const form = await F3.read(await readFile(join(out, 'findings.xlsx')));
    expect(form.ok && F3.check(form.value)).toEqual([]);
    expect(form.ok && form.value.header.unitName).toBe('某县住房保障中心');
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(join(out, 'rejects.xlsx'));
    expect(book.worksheets[0]?.getRow(1).getCell(3).value).toBe('行号');
    expect(book.worksheets[0]?.rowCount).toBe(summary.rowsRefused + 1);
  });

  it('explains one family, rule by rule', async () => {
    const [first] = await linesOf(county.truth);
    const { code, stdout } = await run([...basics('explain'), ...registers(), '--explain', first.household]);
    expect(code).toBe(0);
    expect(stdout).toContain(`户编号 ${first.household}`);
    expect(stdout).toMatch(new RegExp(`\\[疑点.*\\] ${first.rule.replace('.', '\\.')}`));
    expect(stdout).toContain('依据：');
  });
});

describe('a family that has left', () => {
  it('is no second tenant of its unit, nor a second household of who stayed in the county', async () => {
    const roster = join(dir, 'left.csv');
    await writeFile(
      roster,
      [
        '户编号,姓名,身份证号,与承租人关系,小区,房号,起租日期,退出日期',
        'A1,张三,652301198503152017,本人,幸福家园,1-1-101,2024-01-01,2026-01-31',
        'A2,李四,652301198603152014,本人,幸福家园,1-1-101,2025-12-01,',
        'A2,张三,652301198503152017,配偶,幸福家园,1-1-101,2025-12-01,',
        '',
      ].join('\n'),
    );
    const [vehicles] = registers();
    const { code } = await run([...basics('left'), '--roster', roster, vehicles ?? '', registers()[1] ?? '']);
    expect(code).toBe(0);
    const findings = await linesOf(join(dir, 'left', 'findings.jsonl'));
    expect(findings.filter(({ status }) => status === 'fail')).toEqual([]);
  });
});

it('says by which rules no family was judged, and that the day is still to come', async () => {
  const roster = join(dir, 'one.csv');
  await writeFile(
    roster,
    '户编号,姓名,身份证号,与承租人关系,小区,房号\nA1,张三,652301198503152017,本人,幸福家园,1-1-101\n',
  );
  const asked = ['--roster', roster, ...registers().slice(0, 2)];
  const { code, stderr } = await run([...basics('silent'), ...asked, '--as-of', '2026-07-02']);
  expect(code).toBe(0);
  expect(stderr).toContain('基准日 2026-07-02 还没有到');
  expect(stderr).toMatch(/没有评判任何家庭的项目（[^）]*）：.*低保（特困）等身份已终止/);
  const summary = JSON.parse(await readFile(join(dir, 'silent', 'summary.json'), 'utf8'));
  expect(summary.rulesNotJudged['status.lost']).toBe('低保（特困）等身份已终止');
  const judged = new Set((await linesOf(join(dir, 'silent', 'findings.jsonl'))).map(({ rule }) => rule));
  for (const rule of Object.keys(summary.rulesNotJudged)) expect(judged).not.toContain(rule);
});

describe('wrong arguments end with 2 and the remedy', () => {
  it.each([
    ['an unknown kind', ['--register', 'boat=x.csv'], '没有“boat”这一类数据'],
    ['a kind without a file', ['--register', 'vehicle'], '类别=值'],
    ['a file that is not there', ['--register', 'vehicle=nowhere.csv'], '找不到文件 nowhere.csv'],
    ['an unknown option', ['--speed', '9'], '--speed'],
    ['a date that does not exist', ['--as-of', '2026-02-30'], '--as-of 应为日期'],
    ['a household that is not in the roster', ['--explain', 'nobody'], '没有户编号“nobody”'],
  ])('%s', async (_, more, message) => {
    const { code, stderr } = await run([...basics('never'), ...more]);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
    expect(await readdir(dir)).not.toContain('never');
  });

  it('says that the folder can not be written', async () => {
    const taken = join(dir, 'taken');
    await writeFile(taken, '');
    const { code, stderr } = await run([...basics('never').slice(0, -1), taken]);
    expect(code).toBe(2);
    expect(stderr).toContain('写不进');
  });

  it('says what is missing', async () => {
    expect((await run([])).stderr).toContain('缺少 --roster');
    const file = county.registers[0];
    const twice = ['--register', `${file?.kind}=${file?.path}`];
    expect((await run([...basics('never'), ...twice, ...twice])).stderr).toContain('写了两次');
  });
});

describe('a file that can not be understood ends with 3', () => {
  it.each([
    ['has not begun', { effectiveFrom: '2026-07-01' }, '2026-07-01 起施行'],
    ['is over', { effectiveFrom: '2026-01-01', effectiveTo: '2026-06-29' }, '2026-01-01 至 2026-06-29 有效'],
  ])('refuses to judge by standards whose time %s', async (_, span, message) => {
    const path = join(dir, 'other-time.json');
    await writeFile(path, JSON.stringify({ ...JSON.parse(await readFile(county.policy, 'utf8')), ...span }));
    const { code, stderr } = await run([...basics('never'), ...registers(), '--policy', path]);
    expect(code).toBe(3);
    expect(stderr).toContain(message);
  });

  it('names it, says what header was seen, and leaves earlier results alone', async () => {
    const out = join(dir, 'kept');
    expect((await run(basics('kept'))).code).toBe(0);
    const before = await readFile(join(out, 'summary.json'), 'utf8');
    const path = join(dir, '无关.csv');
    await writeFile(path, '品名,数量\n苹果,3\n');
    const { code, stderr } = await run([...basics('kept'), '--register', `vehicle=${path}`]);
    expect(code).toBe(3);
    expect(stderr).toContain('无关.csv');
    expect(stderr).toContain('品名');
    expect((await readdir(out)).sort()).toEqual([
      'findings.jsonl',
      'findings.xlsx',
      'rejects.xlsx',
      'summary.json',
    ]);
    expect(await readFile(join(out, 'summary.json'), 'utf8')).toBe(before);
  });

  it.each([
    ['an empty file', new Uint8Array(), '空的'],
    ['an encrypted workbook', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), '另存为'],
    ['an image', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), '不是表格'],
  ])('%s', async (_, bytes, remedy) => {
    const path = join(dir, '坏文件.xlsx');
    await writeFile(path, bytes);
    const { code, stderr } = await run([...basics('bad'), '--register', `death=${path}`]);
    expect([code, stderr.includes('坏文件.xlsx'), stderr.includes(remedy)], stderr).toEqual([3, true, true]);
  });

  it('asks about all files at once, before any of them is read', async () => {
    const roster = join(dir, '名单.csv');
    await writeFile(roster, '姓名,身份证号,死亡日期\n张三,652301198503152017,2024.2.11\n');
    const cars = join(dir, '车.csv');
    await writeFile(cars, '人名,证号,牌照\n张明,652301199001010053,新A1\n');
    const homes = join(dir, '房.csv');
    await writeFile(homes, '姓名,身份证号\n张明,652301199001010053\n');
    const files = ['--register', `vehicle=${cars}`, '--register', `real-estate=${homes}`];
    const { code, stderr } = await run([...basics('ask'), '--roster', roster, ...registers(), ...files]);
    expect(code).toBe(3);
    for (const asked of ['名单.csv：', '车.csv：', '房.csv：']) expect(stderr).toContain(asked);
    expect(stderr).not.toContain('花名册（');
  });

  it('lists what is wrong with a policy', async () => {
    const path = join(dir, '标准.json');
    await writeFile(path, '{"region":"652301"}');
    const { code, stderr } = await run([...basics('bad'), '--policy', path]);
    expect(code).toBe(3);
    expect(stderr).toContain('admission');
  });

  it('takes the columns that a person names', async () => {
    const path = join(dir, '死亡.csv');
    const [row] = await linesOf(county.truth);
    await writeFile(path, `甲,乙,丙\n某,${row.person ?? '652301198001010115'},2025-1-1\n`);
    const map = join(dir, 'map.json');
    await writeFile(map, JSON.stringify({ columns: { name: '甲', id: '乙', diedOn: 2 }, headerRows: [1] }));
    const { code, stderr } = await run([
      ...basics('map'),
      '--register',
      `death=${path}`,
      '--map',
      `death=${map}`,
    ]);
    expect(stderr).toContain('死亡');
    expect(code).toBe(0);
  });
});

describe('where the results go', () => {
  it('is made, and gone again where nothing was written', async () => {
    expect((await run([...basics('new/deep')])).code).toBe(0);
    expect((await readdir(join(dir, 'new/deep'))).length).toBe(4);
    const broken = ['--register', `vehicle=${county.truth}`];
    expect((await run([...basics('none/deep'), ...broken])).code).toBe(3);
    expect(await readdir(dir)).not.toContain('none');
  });

  it.each([
    ['below a file', () => join(county.roster, 'out')],
    ['a file', () => county.roster],
    ['where no folder can be made', () => '/proc/anju'],
  ])('is refused when it is %s', async (_, out) => {
    const { code, stderr } = await run([...basics('x').slice(0, -1), out()]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/结果写不进 .*请检查 --out/);
  });

  it('tells how to name a column that was not recognised, and with which words', async () => {
    const path = join(dir, 'unknown.csv');
    await writeFile(path, '人名,证号,牌照\n张明,652301199001010053,新A1\n');
    const { code, stderr } = await run([...basics('y'), '--register', `vehicle=${path}`]);
    expect(code).toBe(3);
    expect(stderr).toMatch(/--map vehicle=.*\bname 姓名/);
  });
});

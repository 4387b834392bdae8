import { createHash } from 'node:crypto';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type Person, type TestApp } from '../../platform/testing/index.ts';

const HEADER = '车主姓名,身份证明号码,号牌号码,车辆类型,注册日期';
const row = (n: number, id = '110101199003070257') => `测试${n},${id},新B${n},小型轿车,2020.1.${n}`;

describe('a delivered file', () => {
  let test: TestApp;
  let police: Person;
  let civil: Person;
  beforeAll(async () => {
    test = await createTestApp({ now: new Date('2026-06-30T02:00:00Z') });
    police = await test.signIn('department-data', { department: '公安局' });
    civil = await test.signIn('department-data', { department: '民政局' });
  });
  afterAll(() => test.close());

  async function deliver(person: Person, kind: string, content: string, asOf = '2026-06-25') {
    const answer = await person.upload('/api/feeds', { name: '机动车.csv', content }, { kind, asOf });
    const { id, jobId } = answer.json();
    if (answer.statusCode === 200) await test.jobEnd(test.county, jobId);
    return { answer, id };
  }

  it('shows no birth date of a number whose last digits Excel turned to zeros', async () => {
    const { id } = await deliver(
      police,
      'vehicle',
      [HEADER, row(1), row(2, '652301199001010000')].join('\n'),
    );
    const confirmed = await police.inject('POST', `/api/feeds/${id}/confirm`, { acceptPartial: true });
    await test.jobEnd(test.county, confirmed.json().jobId);
    const shown = (await police.inject('GET', `/api/feeds/${id}`)).json();
    expect(shown.refusedSample[0]).toMatchObject({ row: 3, value: '652301************' });
    const workbook = new ExcelJS.Workbook();
    const file = await police.inject('GET', `/api/feeds/${id}/refused.xlsx`);
    await workbook.xlsx.load(new Uint8Array(file.rawPayload).buffer);
    expect(workbook.worksheets[0]?.getRow(3).getCell(3).value).toBe('652301************');
  });

  it('of formulas without results is refused at the preview, with row, field and remedy', async () => {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('机动车');
    sheet.addRow(HEADER.split(','));
    for (let at = 2; at < 5; at++) sheet.addRow(HEADER.split(',').map(() => ({ formula: `Z${at}` })));
    const content = Buffer.from(await book.xlsx.writeBuffer());
    const answer = await police.upload(
      '/api/feeds',
      { name: '机动车.xlsx', content },
      { kind: 'vehicle', asOf: '2026-06-25' },
    );
    await test.jobEnd(test.county, answer.json().jobId);
    const shown = (await police.inject('GET', `/api/feeds/${answer.json().id}`)).json();
    expect(shown).toMatchObject({ state: 'failed', problem: { code: 'unsupported', row: 2 } });
    expect(shown.problem.message).toMatch(/^机动车\.xlsx：第 2 行“姓名”、“身份证号”.*是公式且没有结果/u);
    const empty = await deliver(police, 'vehicle', `${HEADER}\n`);
    expect((await police.inject('GET', `/api/feeds/${empty.id}`)).json()).toMatchObject({
      state: 'failed',
      problem: { code: 'empty' },
    });
  });

  it('of another kind asks at the preview for a column of its own, and is refused without one', async () => {
    const people = ['姓名,身份证号,死亡日期', '测试1,110101199003070257,2024.2.11'].join('\n');
    const { id } = await deliver(police, 'vehicle', people);
    const asked = (await police.inject('GET', `/api/feeds/${id}`)).json();
    expect(asked).toMatchObject({ state: 'needs-mapping' });
    expect(asked.undecided).toMatchObject([
      { label: '机动车登记的列（如号牌号码、号牌种类、车辆识别代号、车辆类型）' },
    ]);
    const answer = await police.inject('PUT', `/api/feeds/${id}/mapping`, { mapping: {} });
    await test.jobEnd(test.county, answer.json().jobId);
    const refused = (await police.inject('GET', `/api/feeds/${id}`)).json();
    expect(refused).toMatchObject({ state: 'failed', problem: { code: 'undecided-columns' } });
    expect(refused.problem.message).toContain('请核对数据种类是否选错');
  });

  it('stays nowhere when the delivery is refused, unless another one needs it', async () => {
    const content = [HEADER, row(7), row(8)].join('\n');
    const sha256 = createHash('sha256').update(content).digest('hex');
    expect((await deliver(civil, 'vehicle', content)).answer.statusCode).toBe(403);
    expect((await deliver(police, 'vehicle', content, '昨天')).answer.statusCode).toBe(400);
    expect(await test.deps.files.has(sha256)).toBe(false);
    await deliver(police, 'vehicle', content);
    expect((await deliver(civil, 'vehicle', content)).answer.statusCode).toBe(403);
    expect(await test.deps.files.has(sha256)).toBe(true);
  });
});

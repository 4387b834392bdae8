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

import { FORMS } from '@anju/official-forms';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type Person, type TestApp } from '../../platform/testing/index.ts';
import { type GeneratedRecords, generateRecords } from '../campaigns/testing/generate-records.ts';
import { lookAfterReports } from './look-after-reports.ts';
import { actOn, explainAll, reportOf } from './testing/report-desk.ts';

let test: TestApp;
let made: GeneratedRecords;
let prefecture: Person;
const people = new Map<string, { officer: Person; leader: Person }>();

beforeAll(async () => {
  test = await createTestApp({ runJobs: false, now: new Date('2026-06-30T02:00:00Z') });
  made = await generateRecords(test.deps, { total: 300 });
  prefecture = await test.signIn('prefecture-supervisor', { scope: '6523' });
  for (const county of made.counties) {
    const officer = await test.signIn('county-officer', { scope: county });
    people.set(county, { officer, leader: await test.signIn('leader', { scope: county }) });
  }
}, 120_000);
afterAll(() => test.close());

const inCounty = (county: string) => {
  const found = people.get(county);
  if (found === undefined) throw new Error(`nobody in ${county}`);
  return found;
};

async function send(county: string, form: 'F2' | 'F4' | 'F5', period: string): Promise<string> {
  const { officer, leader } = inCounty(county);
  const id = await reportOf(test, county, form, period);
  await actOn(officer, id, 'texts', { typed: {} });
  await explainAll(officer, id);
  expect((await actOn(leader, id, 'approve')).statusCode).toBe(200);
  expect((await actOn(officer, id, 'submit')).statusCode).toBe(200);
  return id;
}

const page = async (person: Person, url: string) => {
  const response = await person.inject('GET', url);
  expect(response.statusCode, response.body).toBe(200);
  return response.json();
};

describe('the desk of the prefecture', () => {
  it('shows who has sent, who is late, and chases all late ones in one act', async () => {
    await send('652301', 'F4', '2026-04');
    const url = `/api/reports/matrix?campaign=${made.rural}&month=2026-04`;
    const matrix = await page(prefecture, url);
    const column = matrix.columns.findIndex(({ form }: { form: string }) => form === 'F4');
    const standing = (n: number) => matrix.rows[n].cells[column].standing;
    // The due day was 26 May; it is 30 June.
    expect([standing(0), standing(1), standing(2)]).toEqual(['reported-late', 'late', 'late']);
    const { letters } = (
      await prefecture.inject('POST', '/api/reports/chase', { campaign: made.rural })
    ).json();
    expect(letters).toHaveLength(3);
    expect(letters[1].paragraphs.join('\n')).toContain(
      'F4 查处整改情况统计表（2026年4月），应于2026年5月26日前报送',
    );
    const { officer } = inCounty('652302');
    const inbox = await page(officer, '/api/inbox?kind=warning&limit=200');
    expect(inbox.items.map(({ title }: { title: string }) => title)).toContain(
      '上级催报：F4 查处整改情况统计表（2026年4月）',
    );
    expect((await officer.inject('POST', '/api/reports/chase', { campaign: made.rural })).statusCode).toBe(
      403,
    );
  });

  it('learns by itself what came in, once', async () => {
    await lookAfterReports(test.deps);
    await lookAfterReports(test.deps);
    const { items } = await page(prefecture, '/api/inbox?limit=200');
    const titles = items.map(({ title }: { title: string }) => title);
    expect(titles.filter((title: string) => title.includes('昌吉市已上报：F4'))).toHaveLength(1);
  });

  it('sums what was sent and names who is missing; a draft is never counted in', async () => {
    const own = await send('652302', 'F4', '2026-05');
    const other = await send('652303', 'F4', '2026-05');
    const url = `campaign=${made.rural}&form=F4&period=2026-05`;
    const rolled = await page(prefecture, `/api/reports/roll-up?${url}`);
    expect(rolled.included.map(({ county }: { county: string }) => county)).toEqual(['652302', '652303']);
    expect(rolled.missing.map(({ county }: { county: string }) => county)).toEqual(['652301']);
    const figure = async (id: string) =>
      (await page(prefecture, `/api/reports/${id}/cells/figures.amountFen`)).value;
    const file = await prefecture.inject('GET', `/api/reports/roll-up.xlsx?${url}`);
    expect(decodeURIComponent(String(file.headers['content-disposition']))).toContain('汇总-F4');
    const read = await FORMS.F4.read(file.rawPayload);
    if (!read.ok) throw new Error(JSON.stringify(read.error));
    expect(read.value.header.district).toBe('昌吉州');
    // The form shows 万元 with two places: within half a place of the sum.
    const total = (await figure(own)) + (await figure(other));
    expect(Math.abs((read.value.figures.amountFen ?? 0) - total)).toBeLessThanOrEqual(5_000);
  });

  it('puts the clues of all counties below each other', async () => {
    const ids = [await send('652301', 'F5', '2026-05'), await send('652302', 'F5', '2026-05')];
    const rows = await Promise.all(
      ids.map(async (id) => {
        const file = await prefecture.inject('GET', `/api/reports/${id}/form.xlsx`);
        const read = await FORMS.F5.read(file.rawPayload);
        return read.ok ? read.value.rows.length : -1;
      }),
    );
    const file = await prefecture.inject(
      'GET',
      `/api/reports/roll-up.xlsx?campaign=${made.rural}&form=F5&period=2026-05`,
    );
    const read = await FORMS.F5.read(file.rawPayload);
    expect(read.ok ? read.value.rows.length : -1).toBe((rows[0] ?? 0) + (rows[1] ?? 0));
  });
});

describe('a county that sends its .xlsx', () => {
  const upload = (person: Person, id: string, bytes: Uint8Array, fields: Record<string, string> = {}) =>
    person.upload(`/api/reports/${id}/file`, { name: '示例县F4.xlsx', content: Buffer.from(bytes) }, fields);

  async function edited(bytes: Uint8Array, change: (sheet: ExcelJS.Worksheet) => void): Promise<Uint8Array> {
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(new Uint8Array(bytes).buffer);
    const [sheet] = book.worksheets;
    if (sheet === undefined) throw new Error('no sheet');
    change(sheet);
    return new Uint8Array(await book.xlsx.writeBuffer());
  }

  it('is read back, compared cell by cell, and counts as sent once the level above takes it', async () => {
    const id = await reportOf(test, '652303', 'F4', '2026-02');
    const blank = await page(prefecture, `/api/reports/${id}`);
    expect(blank.state).toBe('draft');
    const draft = (await prefecture.inject('GET', `/api/reports/${id}/form.xlsx`)).rawPayload;
    const file = await edited(draft, (sheet) => {
      sheet.getCell('A8').value = 77;
    });
    const looked = await upload(prefecture, id, file);
    expect(looked.statusCode, looked.body).toBe(200);
    expect(looked.json().accepted).toBeNull();
    expect(looked.json().differences).toContainEqual(
      expect.objectContaining({ label: '当月发现问题数', after: 77 }),
    );
    const taken = await upload(prefecture, id, file, { accept: 'true', version: String(blank.version) });
    expect(taken.json().accepted).toMatchObject({ state: 'submitted' });
    const after = await page(prefecture, `/api/reports/${id}`);
    expect(after.versions).toMatchObject([{ no: 1, origin: 'file', hasFile: true }]);
    const original = await prefecture.inject('GET', `/api/reports/${id}/received.xlsx?no=1`);
    expect(Buffer.from(original.rawPayload).equals(Buffer.from(file))).toBe(true);
    expect((await page(prefecture, `/api/reports/${id}/cells/figures.found`)).value).toBe(77);
  });

  it('may be the county’s own too, and is then signed as any other', async () => {
    const { officer, leader } = inCounty('652303');
    const id = await reportOf(test, '652303', 'F4', '2026-03');
    const draft = (await officer.inject('GET', `/api/reports/${id}/form.xlsx`)).rawPayload;
    const { version } = await page(officer, `/api/reports/${id}`);
    const used = await upload(officer, id, draft, { accept: 'true', version: String(version) });
    expect(used.json().accepted).toMatchObject({ state: 'draft' });
    expect((await page(officer, `/api/reports/${id}`)).dataFrom).toBe('file');
    await explainAll(officer, id);
    await actOn(leader, id, 'approve');
    await actOn(officer, id, 'submit');
    expect((await page(officer, `/api/reports/${id}`)).versions).toMatchObject([{ origin: 'file' }]);
  });

  it('names the cell and the remedy where the file is not the form', async () => {
    const id = await reportOf(test, '652303', 'F4', '2026-01');
    const draft = (await prefecture.inject('GET', `/api/reports/${id}/form.xlsx`)).rawPayload;
    const { version } = await page(prefecture, `/api/reports/${id}`);
    const header = await edited(draft, (sheet) => {
      sheet.getCell('A4').value = '发现问题';
    });
    const refused = await upload(prefecture, id, header, { accept: 'true', version: String(version) });
    expect(refused.json()).toMatchObject({ status: 422, code: 'form-unreadable' });
    expect(refused.json().errors[0]).toMatchObject({
      path: 'A4',
      message: expect.stringContaining('格式不得修改'),
    });
    const wrong = await edited(draft, (sheet) => {
      sheet.getCell('E8').value = 9_000;
    });
    const faulty = await upload(prefecture, id, wrong, { accept: 'true', version: String(version) });
    expect(faulty.json()).toMatchObject({ code: 'open-faults' });
    for (const hostile of [
      Buffer.from('PK\u0003\u0004nothing'),
      Buffer.from('<table></table>'),
      Buffer.alloc(0),
    ])
      expect((await upload(prefecture, id, hostile)).statusCode).toBe(422);
    expect((await page(prefecture, `/api/reports/${id}`)).state).toBe('draft');
    const f5 = await reportOf(test, '652303', 'F5', '2026-01');
    const other = (await prefecture.inject('GET', `/api/reports/${f5}/form.xlsx`)).rawPayload;
    expect((await upload(prefecture, id, other)).statusCode).toBe(422);
  });

  it('is refused where it is another county’s or another month’s form', async () => {
    const id = await reportOf(test, '652302', 'F4', '2026-03');
    const { version } = await page(prefecture, `/api/reports/${id}`);
    const fields = { accept: 'true', version: String(version) };
    for (const [county, month] of [
      ['652303', '2026-03'],
      ['652302', '2026-04'],
    ] as const) {
      const other = await reportOf(test, county, 'F4', month);
      const file = (await prefecture.inject('GET', `/api/reports/${other}/form.xlsx`)).rawPayload;
      const refused = (await upload(prefecture, id, file, fields)).json();
      expect(refused).toMatchObject({ code: 'open-faults' });
      const { faults } = (await upload(prefecture, id, file)).json();
      expect(faults.map(({ code }: { code: string }) => code)).toContain('other-report');
    }
  });

  it('is held against the clues that the county sent for the month', async () => {
    const clues = await send('652303', 'F5', '2026-04');
    const sent = (await prefecture.inject('GET', `/api/reports/${clues}/form.xlsx`)).rawPayload;
    const list = await FORMS.F5.read(sent);
    if (!list.ok) throw new Error('no F5');
    const { length } = list.value.rows;
    const id = await reportOf(test, '652303', 'F4', '2026-04');
    const file = await edited(
      (await prefecture.inject('GET', `/api/reports/${id}/form.xlsx`)).rawPayload,
      (sheet) => {
        sheet.getCell('A8').value = length + 1;
      },
    );
    const { faults } = (await upload(prefecture, id, file)).json();
    expect(faults.map(({ message }: { message: string }) => message).join()).toContain(
      `线索表有 ${length} 条`,
    );
  });

  it('shows one row put in between as one row, and no money that prints the same', async () => {
    const id = await reportOf(test, '652303', 'F5', '2026-03');
    const bytes = (await prefecture.inject('GET', `/api/reports/${id}/form.xlsx`)).rawPayload;
    const form = await FORMS.F5.read(bytes);
    if (!form.ok) throw new Error('no F5');
    const [first] = form.value.rows;
    if (first === undefined) throw new Error('no row');
    const rows = [{ ...first, summary: '补报的一条' }, ...form.value.rows];
    const answer = await upload(prefecture, id, await FORMS.F5.write({ ...form.value, rows }));
    const { differences } = answer.json();
    expect(new Set(differences.map(({ before }: { before: unknown }) => before))).toEqual(new Set([null]));
  });

  it('does not take telephones in by a file', async () => {
    const { items } = await page(prefecture, '/api/reports/due?show=all&form=F6');
    const answer = await upload(prefecture, items[0].id, await FORMS.F6.write(null));
    expect(answer.statusCode).toBe(400);
  });
});

import { FORMS } from '@anju/official-forms';
import ExcelJS from 'exceljs';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inScope } from '../../platform/postgres/database.ts';
import { createTestApp, type Person, type TestApp } from '../../platform/testing/index.ts';
import { type GeneratedRecords, generateRecords } from '../campaigns/testing/generate-records.ts';
import { tellWhatCameIn } from './due/look-after-reports.ts';
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
    expect(letters[1].paragraphs.at(-4)).toMatch(/前报送。$/);
    // The dialogue that showed them may have been closed without printing.
    const again = await page(prefecture, `/api/reports/chase-letters?campaign=${made.rural}`);
    expect(again.letters).toEqual(letters);
    const { officer } = inCounty('652302');
    const inbox = await page(officer, '/api/inbox?kind=warning&limit=200');
    expect(inbox.items.map(({ title }: { title: string }) => title)).toContain(
      '上级催报：F4 查处整改情况统计表（2026年4月） · 农村危房改造领域腐败和作风问题专项治理',
    );
    expect((await officer.inject('POST', '/api/reports/chase', { campaign: made.rural })).statusCode).toBe(
      403,
    );
  });

  it('learns by itself what came in, once', async () => {
    await tellWhatCameIn(test.deps);
    await tellWhatCameIn(test.deps);
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

describe('a county that sends its .xlsx', () => {
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
    expect(refused.json().detail).toContain('“示例县F4.xlsx”有');
    expect(refused.json().errors[0]).toMatchObject({
      path: 'A4',
      message: expect.stringMatching(/^A4：.*格式不得修改/),
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
    const otherForm = await upload(prefecture, id, other);
    expect([otherForm.statusCode, otherForm.json().detail]).toEqual([
      422,
      '“示例县F4.xlsx”读不进来：这是《F5 问题线索统计表》，这里要的是《F4 查处整改情况统计表》。请另选文件。什么也没有存。',
    ]);
  });

  it('is asked why a cumulative form lists fewer problems than the month before', async () => {
    const may = await reportOf(test, '652303', 'F1', '2026-05');
    const june = await reportOf(test, '652303', 'F1', '2026-06');
    const sent = (await prefecture.inject('GET', `/api/reports/${may}/form.xlsx`)).rawPayload;
    const reading = (await upload(prefecture, may, sent)).json();
    expect(reading.differences).toEqual([]);
    const reasons = Object.fromEntries(reading.faults.map(({ key }: { key: string }) => [key, '已核实']));
    const { version } = await page(prefecture, `/api/reports/${may}`);
    const taken = await upload(prefecture, may, sent, {
      accept: 'true',
      version: String(version),
      reasons: JSON.stringify(reasons),
      toldBy: '县局张某',
    });
    expect(taken.statusCode, taken.body).toBe(200);
    const codes = async (bytes: Uint8Array) =>
      (await upload(prefecture, june, bytes)).json().faults.map(({ code }: { code: string }) => code);
    expect(await codes(sent)).not.toContain('fewer-than-before');
    const fewer = await edited(sent, (sheet) => {
      for (const cell of ['D7', 'E7']) sheet.getCell(cell).value = null;
    });
    expect(await codes(fewer)).toContain('fewer-than-before');
  });

  it('with a fault that is right all the same is taken with the county’s reason, and who gave it', async () => {
    const id = await reportOf(test, '652302', 'F4', '2026-01');
    const draft = (await prefecture.inject('GET', `/api/reports/${id}/form.xlsx`)).rawPayload;
    const file = await edited(draft, (sheet) => {
      sheet.getCell('E8').value = 9_000;
    });
    const { faults } = (await upload(prefecture, id, file)).json();
    expect(faults.length).toBeGreaterThan(0);
    const reasons = JSON.stringify(
      Object.fromEntries(faults.map(({ key }: { key: string }) => [key, '含往月移送的人员'])),
    );
    const { version } = await page(prefecture, `/api/reports/${id}`);
    const fields = { accept: 'true', version: String(version), reasons };
    expect((await upload(prefecture, id, file, fields)).json()).toMatchObject({
      status: 400,
      errors: [{ path: 'toldBy' }],
    });
    const taken = await upload(prefecture, id, file, { ...fields, toldBy: '李科长' });
    expect(taken.json().accepted).toMatchObject({ state: 'submitted' });
    const sent = await page(prefecture, `/api/reports/${id}`);
    expect(sent.faults[0].explanation).toMatchObject({
      reason: '含往月移送的人员（李科长说明）',
      byName: prefecture.actor.name,
    });
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

  it('of contacts puts them on the county’s list, and keeps their telephones nowhere in the open', async () => {
    const { items } = await page(prefecture, '/api/reports/due?show=all&form=F6');
    const f6 = items.find(({ county }: { county: string }) => county === '652303');
    const draft = (await prefecture.inject('GET', `/api/reports/${f6.id}/form.xlsx`)).rawPayload;
    const own = await FORMS.F6.read(draft);
    if (!own.ok) throw new Error('no F6');
    const contacts = ['甲', '乙', '丙', '丁'].map((name, n) => ({
      region: '示例区',
      name: `联络${name}`,
      post: '科长',
      phone: `1390000111${n}`,
    }));
    const file = await FORMS.F6.write({ ...own.value, contacts });
    const looked = (await upload(prefecture, f6.id, file)).json();
    expect(JSON.stringify(looked)).not.toContain('1390000111');
    const five = await FORMS.F6.write({ ...own.value, contacts: [...contacts, ...contacts.slice(0, 1)] });
    const { version } = await page(prefecture, `/api/reports/${f6.id}`);
    const fields = { accept: 'true', version: String(version) };
    expect((await upload(prefecture, f6.id, five, fields)).statusCode).toBeGreaterThanOrEqual(400);
    const taken = await upload(prefecture, f6.id, file, fields);
    expect(taken.json(), taken.body).toMatchObject({ accepted: { state: 'submitted' } });
    const shown = await prefecture.inject('GET', `/api/reports/${f6.id}`);
    expect(shown.body).toContain('联络甲');
    expect(shown.body).not.toContain('1390000111');
    expect((await prefecture.inject('GET', `/api/reports/${f6.id}/received.xlsx?no=1`)).statusCode).toBe(409);
    const { officer } = inCounty('652303');
    const printed = await FORMS.F6.read(
      (await officer.inject('GET', `/api/reports/${f6.id}/form.xlsx`)).rawPayload,
    );
    expect(printed.ok ? printed.value.contacts : printed.error).toEqual(contacts);
    const rows = await inScope(test.db, '6523', async (tx) => {
      const { rows } = await sql<{ kept: string }>`
        SELECT (SELECT string_agg(data::text, '') FROM report_versions) || (SELECT string_agg(payload::text, '') FROM events)
          || coalesce((SELECT string_agg(received::text, '') FROM reports), '') AS kept`.execute(tx);
      return rows;
    });
    expect(rows[0]?.kept).toContain('联络甲');
    expect(rows[0]?.kept).not.toContain('1390000111');
  });
});

describe('a figure that a county left blank', () => {
  /** The county's F4 as a file with 单位·检查 left blank, taken with a reason for what it is asked. */
  async function sendBlank(county: string, period: string): Promise<{ id: string; asked: string[] }> {
    const id = await reportOf(test, county, 'F4', period);
    const draft = (await prefecture.inject('GET', `/api/reports/${id}/form.xlsx`)).rawPayload;
    const file = await edited(draft, (sheet) => {
      sheet.getCell('C8').value = null;
    });
    const { faults } = (await upload(prefecture, id, file)).json();
    const reasons = JSON.stringify(
      Object.fromEntries(faults.map(({ key }: { key: string }) => [key, '县里尚未报来'])),
    );
    const { version } = await page(prefecture, `/api/reports/${id}`);
    const fields = { accept: 'true', version: String(version), reasons, toldBy: '示例县张三' };
    const taken = await upload(prefecture, id, file, fields);
    expect(taken.statusCode, taken.body).toBe(200);
    return { id, asked: faults.map(({ cell, code }: { cell: string; code: string }) => `${code} ${cell}`) };
  }
  const joinedOf = (period: string) =>
    page(prefecture, `/api/reports/roll-up?campaign=${made.rural}&form=F4&period=${period}`);
  const cellC8 = (joined: { view: { cells: { address: string }[] } }) =>
    joined.view.cells.find(({ address }) => address === 'C8');

  it('makes the sum incomplete, which the roll-up says and its signature waits for', async () => {
    await send('652301', 'F4', '2026-02');
    const { asked } = await sendBlank('652302', '2026-02');
    expect(asked).toContain('figure-blank C8');
    const joined = await joinedOf('2026-02');
    const said = '阜康市没有填“执纪问责情况·单位·检查”，合计没有计入。请退回补填，或写明原因。';
    expect(joined.blanks).toEqual([said]);
    const body = { campaign: made.rural, form: 'F4', period: '2026-02', version: null };
    const own = (await prefecture.inject('POST', '/api/reports/roll-up', body)).json().id;
    const { faults } = await page(prefecture, `/api/reports/${own}`);
    expect(faults).toContainEqual(
      expect.objectContaining({ code: 'county-blank', message: said, explainable: true, explanation: null }),
    );
  });

  it('is none where the campaign leaves none blank, on screen and paper alike', async () => {
    await inScope(test.db, '6523', (tx) =>
      sql`UPDATE campaigns SET content = jsonb_set(content, '{forms}', (
        SELECT jsonb_agg(CASE WHEN f->>'form' = 'F4' THEN f || '{"nothingAs": "blank"}' ELSE f END)
        FROM jsonb_array_elements(content->'forms') AS f))`.execute(tx),
    );
    const { id, asked } = await sendBlank('652302', '2026-03');
    expect(asked.filter((fault) => fault.startsWith('figure-blank'))).toEqual([]);
    expect((await page(prefecture, `/api/reports/${id}/cells/figures.units.reviewed`)).value).toBe(0);
    const joined = await joinedOf('2026-03');
    expect(joined.blanks).toEqual([]);
    const bytes = (await prefecture.inject('GET', `/api/reports/${id}/form.xlsx`)).rawPayload;
    const read = await FORMS.F4.read(bytes);
    expect(read.ok && read.value.figures.units.reviewed).toBeNull();
    expect(cellC8(await page(prefecture, `/api/reports/${id}`))).toMatchObject({ value: null, text: '' });
  });
});

describe('a county that sends again after the prefecture has put its form together', () => {
  const PERIOD = '2026-01';
  let own: string;
  let head: Person;
  const take = async () => {
    const version = own === undefined ? null : (await page(prefecture, `/api/reports/${own}`)).version;
    const body = { campaign: made.rural, form: 'F4', period: PERIOD, version };
    const taken = await prefecture.inject('POST', '/api/reports/roll-up', body);
    expect(taken.statusCode, taken.body).toBe(200);
    own = taken.json().id;
    await explainAll(prefecture, own);
  };
  const sendAgain = async (id: string) => {
    expect((await actOn(prefecture, id, 'return', { reason: '请核对发现问题数' })).statusCode).toBe(200);
    const { officer, leader } = inCounty('652301');
    await actOn(officer, id, 'texts', { typed: { remarks: '已核对' } });
    await explainAll(officer, id);
    expect((await actOn(leader, id, 'approve')).statusCode).toBe(200);
    expect((await actOn(officer, id, 'submit')).statusCode).toBe(200);
  };

  it('keeps the signed sum from being sent, and says who it is', async () => {
    head = await test.signIn('leader', { scope: '6523' });
    const sent = await send('652301', 'F4', PERIOD);
    await take();
    expect((await actOn(head, own, 'approve')).statusCode).toBe(200);
    await sendAgain(sent);
    const refused = await actOn(prefecture, own, 'submit');
    expect(refused.json()).toMatchObject({ status: 409, code: 'parts-moved' });
    expect(refused.json().detail).toContain('昌吉市在取数以后又有上报');
    expect((await actOn(prefecture, own, 'send-back', { reason: '县里重报' })).statusCode).toBe(200);
    await take();
    expect((await actOn(head, own, 'approve')).statusCode).toBe(200);
    expect((await actOn(prefecture, own, 'submit')).statusCode).toBe(200);
    await sendAgain(sent);
  });

  it('does not leave the sent sum wrong for good: its leader takes it back, and nobody else’s', async () => {
    const { allowedActs, reviewedAbove } = await page(head, `/api/reports/${own}`);
    expect({ allowedActs, reviewedAbove }).toEqual({ allowedActs: ['recall'], reviewedAbove: false });
    expect((await actOn(head, own, 'recall', { reason: '' })).statusCode).toBe(400);
    expect((await actOn(head, own, 'recall', { reason: '昌吉市重报' })).json()).toMatchObject({
      state: 'returned',
    });
    await take();
    expect((await actOn(head, own, 'approve')).statusCode).toBe(200);
    expect((await actOn(prefecture, own, 'submit')).statusCode).toBe(200);
    const { versions } = await page(prefecture, `/api/reports/${own}`);
    expect(versions.map(({ no }: { no: number }) => no).toSorted()).toEqual([1, 2]);
    const below = await reportOf(test, '652301', 'F4', PERIOD);
    const refused = await actOn(inCounty('652301').leader, below, 'recall', { reason: '想改一改' });
    expect(refused.json()).toMatchObject({ status: 403, detail: expect.stringContaining('由上级退回') });
  });
});

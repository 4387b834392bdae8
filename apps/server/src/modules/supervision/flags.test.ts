import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inScope } from '../../platform/postgres/database.ts';
import { createTestApp, type Person, type TestApp } from '../../platform/testing/index.ts';
import { describeRecords } from '../reports/record-store.ts';
import { layCampaign, layClue, layProblem } from './testing/lay-ledger.ts';

let app: TestApp;
let inspector: Person;
let campaignId: string;
let reviewer: string;

const HOUR = 3_600_000;
/** Tuesday 18 August 2026, 10:00 at the bureau: the day the month's form is due. */
const DUE = new Date('2026-08-18T02:00:00Z');
const ago = (hours: number) => new Date(DUE.getTime() - hours * HOUR);

/** A problem closed after a fortnight's work, unless `change` says otherwise. */
const close = (number: string, change: object = {}) =>
  layProblem(app, {
    county: app.county,
    campaignId,
    number,
    registeredAt: ago(500),
    notes: [
      ['pin', ago(480)],
      ['progress', ago(300)],
      ['report-rectified', ago(200)],
    ],
    rectifiedBy: '01900000-0000-7000-8000-00000000000a',
    closedBy: reviewer,
    closedOn: '2026-08-12',
    closedAt: ago(144),
    ...change,
  });
const flags = async (query = '', by = inspector) =>
  (await by.inject('GET', `/api/supervision/flags?campaign=${campaignId}${query}`)).json();

beforeAll(async () => {
  app = await createTestApp({ runJobs: false, now: ago(-48) });
  inspector = await app.signIn('inspector');
  reviewer = (await app.signIn('reviewer')).actor.id;
  const forms = [{ form: 'F2', every: 'month', dueDay: 18, basis: 'period', nothingAs: 'zero' }];
  campaignId = await layCampaign(app, app.county, { forms });
});
afterAll(() => app.close());

describe('signs of fake rectification', () => {
  it('are not raised by honest work', async () => {
    await close('OK-1');
    await close('OK-2', { evidence: ['a'.repeat(64)], closedAt: ago(100), closedOn: '2026-08-14' });
    expect(await flags()).toMatchObject({ total: 0, items: [] });
  });

  it('name the records of a photograph used twice, on the page of either problem', async () => {
    const photo = { evidence: ['b'.repeat(64)] };
    const [first, second] = [await close('ZP-1', photo), await close('ZP-2', photo)];
    for (const id of [first, second]) {
      const { items } = await flags(`&problem=${id}`);
      expect(items).toMatchObject([{ code: 'recycled-photo', title: '同一照片或材料重复使用' }]);
      expect(items[0].problems.map(({ number }: { number: string }) => number)).toEqual(['ZP-1', 'ZP-2']);
    }
  });

  it('see a photograph used in two campaigns, in the list of either', async () => {
    const other = await layCampaign(app, app.county);
    const photo = { evidence: ['e'.repeat(64)] };
    await close('KZ-1', photo);
    await close('KZ-2', { ...photo, campaignId: other });
    for (const campaign of [campaignId, other]) {
      const { items } = (await inspector.inject('GET', `/api/supervision/flags?campaign=${campaign}`)).json();
      const named = items.map((item: { problems: { number: string }[] }) =>
        item.problems.map(({ number }) => number),
      );
      expect(named).toContainEqual(['KZ-1', 'KZ-2']);
    }
  });

  it('tell reopening twice, closing without work, and closing within hours', async () => {
    await close('CF-1', { reopened: 2 });
    await close('WJ-1', {
      notes: [
        ['pin', ago(480)],
        ['report-rectified', ago(200)],
      ],
    });
    await close('KS-1', { registeredAt: ago(150) });
    const { items } = await flags();
    const of = (number: string) =>
      items
        .filter((item: { problems: { number: string }[] }) =>
          item.problems.some((one) => one.number === number),
        )
        .map((item: { code: string }) => item.code);
    expect(of('CF-1')).toEqual(['reopened-twice']);
    expect(of('WJ-1')).toEqual(['no-progress']);
    expect(of('KS-1')).toEqual(['instant-close']);
  });

  it('tell a day of closing for the report: in bulk, on the due day, with the figures', async () => {
    for (let n = 0; n < 20; n++) {
      await close(`BS-${n}`, { closedOn: '2026-08-18', closedAt: new Date(DUE.getTime() + n * 60_000) });
    }
    const bulk = await flags('&code=bulk-close');
    expect(bulk).toMatchObject({ total: 1, items: [{ why: '销号人在 19 分钟内连续销号 20 个问题。' }] });
    const dueDay = await flags('&code=due-day-close');
    expect(dueDay.items[0].figures).toContainEqual({ label: '报送日销号', value: '20 个' });
    expect(dueDay.items[0].problems).toHaveLength(20);
  });

  it('come page by page, none twice', async () => {
    const all = (await flags()).items.map((item: { why: string }) => item.why);
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: { items: { why: string }[]; nextCursor: string | null } = await flags(
        `&limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`,
      );
      seen.push(...page.items.map(({ why }) => why));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(all);
  });

  it('are shown to who oversees, not to a community or a neighbour', async () => {
    const above = await app.signIn('prefecture-supervisor', { scope: '6523' });
    const neighbour = await app.signIn('inspector', { scope: app.foreignCounty });
    const community = await app.signIn('community-worker');
    expect((await flags('', above)).total).toBe((await flags()).total);
    expect((await flags('', neighbour)).total).toBe(0);
    expect((await community.inject('GET', '/api/supervision/flags')).statusCode).toBe(403);
  });
});

it('a problem made from a clue is hidden from who is barred from the clue: as a sign, as a case, behind a figure', async () => {
  const barred = await app.signIn('county-officer', { username: 'named' });
  const clueId = await layClue(app, {
    county: app.county,
    campaignId,
    number: 'XS-HB',
    barred: [barred.actor.id],
  });
  const id = await close('HB-1', { clueId, reopened: 2 });
  const other = await app.signIn('county-officer');
  const seen = async (person: Person) => ({
    sign: (await flags(`&problem=${id}`, person)).total,
    choice: (
      await person.inject('GET', `/api/supervision/cases?campaign=${campaignId}&kind=problem&q=HB-1`)
    ).json().items.length,
    title: (
      await inScope(app.db, app.county, (tx) =>
        describeRecords(tx, app.county, [`problem:${id}`], person.actor),
      )
    )[0]?.title,
  });
  expect(await seen(other)).toEqual({ sign: 1, choice: 1, title: '房源未及时公开' });
  expect(await seen(barred)).toEqual({ sign: 0, choice: 0, title: '（按回避规定不显示）' });
});

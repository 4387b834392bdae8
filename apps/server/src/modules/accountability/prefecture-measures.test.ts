import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type Person, sampleSanction, type TestApp } from '../../platform/testing/index.ts';
import { startForTest } from '../campaigns/testing/start-for-test.ts';
import { layClue, layProblem } from '../supervision/testing/lay-ledger.ts';

let test: TestApp;
let supervisor: Person;
let officer: Person;
let campaignId: string;
let own: string;
let counties: string;

beforeAll(async () => {
  test = await createTestApp({ runJobs: false, now: new Date('2026-08-20T02:00:00Z') });
  supervisor = await test.signIn('prefecture-supervisor', { scope: '6523' });
  officer = await test.signIn('county-officer');
  campaignId = await startForTest(supervisor, [test.county]);
  const lay = (county: string, number: string) =>
    layProblem(test, { county, campaignId, number, closedOn: '2026-08-10' });
  own = await lay('652300', 'WT-州');
  counties = await lay(test.county, 'WT-县');
});
afterAll(() => test.close());

const unit = (problemId: string) => ({
  problemId,
  unitName: '示例县住房保障中心',
  measure: 'notified',
  decidedOn: '2026-08-11',
  documentNo: '示建〔2026〕2号',
  decidedBy: '示例州住建局',
});
const exposure = (problemId: string) => ({
  campaignId,
  exposedOn: '2026-08-12',
  medium: '州内通报',
  title: '关于示例问题的通报',
  problemIds: [problemId],
  persons: 1,
});
const typical = (id: string) => ({
  about: { kind: 'problem', id },
  month: '2026-08',
  text: '示例县住房保障中心违规分配，已纠正。',
});
const RECORDS = [
  ['/api/accountability', sampleSanction],
  ['/api/unit-measures', unit],
  ['/api/exposures', exposure],
  ['/api/typical-cases', typical],
] as const;

describe('the prefecture', () => {
  it('puts on record what followed from its own problem, out of the county’s sight', async () => {
    for (const [url, body] of RECORDS) {
      const made = await supervisor.inject('POST', url, body(own));
      expect(made.statusCode, made.body).toBe(201);
      const { id } = made.json();
      expect((await supervisor.inject('GET', url)).body).toContain(id);
      const inspector = await test.signIn('inspector');
      expect((await inspector.inject('GET', url)).json().total).toBe(0);
    }
  });

  it('is held to the law as a county is', async () => {
    const cadre = { disciplineLevel: 'belowTownship', formLevel: 'villageCadre', partySanction: null };
    const refused = await supervisor.inject(
      'POST',
      '/api/accountability',
      sampleSanction(own, { ...cadre, administrativeSanction: '撤职' }),
    );
    expect([refused.statusCode, refused.json().errors[0].path]).toEqual([400, 'administrativeSanction']);
  });

  it('records nothing on a county’s problem, and takes nothing of a county’s back', async () => {
    for (const [url, body] of RECORDS)
      expect((await supervisor.inject('POST', url, body(counties))).statusCode).toBe(400);
    const preview = await supervisor.inject('POST', '/api/accountability/preview', sampleSanction(counties));
    expect(preview.statusCode).toBe(400);
    for (const [url, body] of RECORDS) {
      const made = await officer.inject('POST', url, body(counties));
      expect(made.statusCode, made.body).toBe(201);
      const path = `${url}/${made.json().id}/${url === '/api/typical-cases' ? 'remove' : 'withdraw'}`;
      const taken = { reason: '登记错人', version: 1 };
      expect((await supervisor.inject('POST', path, taken)).statusCode).toBe(404);
      const change = { month: '2026-08', text: '改写。', version: 1 };
      if (url === '/api/typical-cases')
        expect((await supervisor.inject('PATCH', `${url}/${made.json().id}`, change)).statusCode).toBe(404);
      expect((await officer.inject('POST', path, taken)).statusCode).toBe(200);
    }
  });

  it('chooses among its own cases', async () => {
    const ask = async (query: string) =>
      (await supervisor.inject('GET', `/api/supervision/cases?campaign=${campaignId}${query}`))
        .json()
        .items.map(({ id }: { id: string }) => id);
    expect(await ask('&own=true')).toEqual([own]);
    expect(await ask('')).toContain(counties);
  });
});

it('lets nobody take back what was recorded on a case that is kept from them', async () => {
  const barred = await test.signIn('county-officer');
  const of = { county: test.county, campaignId };
  const clueId = await layClue(test, { ...of, number: 'XS-1', barred: [barred.actor.id] });
  const problemId = await layProblem(test, { ...of, number: 'WT-避', clueId });
  for (const [url, body] of [
    ['/api/accountability', sampleSanction(problemId)],
    ['/api/unit-measures', unit(problemId)],
  ] as const) {
    const made = await officer.inject('POST', url, body);
    expect(made.statusCode, made.body).toBe(201);
    const path = `${url}/${made.json().id}/withdraw`;
    const taken = { reason: '登记错人', version: 1 };
    expect((await barred.inject('POST', path, taken)).statusCode).toBe(404);
    expect((await officer.inject('POST', path, taken)).statusCode).toBe(200);
  }
});

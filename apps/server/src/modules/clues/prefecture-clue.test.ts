import { CLUE_TRANSITIONS, type ClueAct, type ClueState } from '@anju/domain';
import type { Response } from 'light-my-request';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inScope } from '../../platform/postgres/database.ts';
import { createTestApp, type Person, type TestApp } from '../../platform/testing/index.ts';
import { act, detail, did, register, typed } from './testing/clue-desk.ts';

let test: TestApp;
let officer: Person;
let supervisor: Person;
let leader: Person;

beforeAll(async () => {
  test = await createTestApp({ runJobs: false, now: new Date('2026-07-01T02:00:00Z') });
  officer = await test.signIn('county-officer');
  supervisor = await test.signIn('prefecture-supervisor', { scope: '6523' });
  leader = await test.signIn('leader', { scope: '6523' });
});
afterAll(() => test.close());

const inbox = async (person: Person) =>
  (await person.inject('GET', '/api/inbox?limit=200'))
    .json()
    .items.map(({ title }: { title: string }) => title.replace(/：线索.*$/, ''));
const waitingCard = async (person: Person) =>
  (await person.inject('GET', '/api/home'))
    .json()
    .cards.find(({ key }: { key: string }) => key === 'clues-to-conclude');

it('of the prefecture waits for its leader once it was looked into, for it has no reviewer', async () => {
  const id = await register(supervisor);
  await did(supervisor, id, 'accept', { kind: 'report' });
  const personId = supervisor.actor.id;
  await did(supervisor, id, 'route', { to: { kind: 'person', personId } });
  expect(await waitingCard(leader)).toMatchObject({ value: 0 });
  await did(supervisor, id, 'result', { result: 'true', text: '核查属实' });
  expect(await inbox(leader)).toContain('线索结果待审定');
  expect(await waitingCard(leader)).toMatchObject({ value: 1, link: '/clues?waiting=true' });
  await did(leader, id, 'conclude', { agree: true });
  expect(await inbox(leader)).not.toContain('线索结果待审定');
  expect(await waitingCard(leader)).toMatchObject({ value: 0 });
});

describe('a county’s clue', () => {
  let other: string;
  beforeAll(async () => {
    other = await register(officer);
  });

  /** A clue of the county that stands in `state`, with a reporter who gave a name. */
  async function countyClue(state: ClueState): Promise<string> {
    const id = await register(officer, {
      reporter: { name: '赵实名', phone: '13900000002', idNumber: '', address: '幸福社区' },
    });
    await inScope(test.db, test.county, (tx) =>
      tx
        .updateTable('clues')
        .set({
          state,
          kind: 'petition',
          accepted_on: state === 'received' ? null : '2026-07-01',
          ...(state === 'merged' ? { merged_into: other, merged_on: '2026-07-01' } : {}),
        })
        .where('id', '=', id)
        .execute(),
    );
    return id;
  }

  const said = { text: '不应由州级办理' };
  const on = { on: '2026-07-01' };
  const BODIES: Readonly<
    Record<Exclude<ClueAct, 'reopen' | 'withdraw' | 'take-up'>, readonly [path: string, body: object]>
  > = {
    accept: ['accept', { kind: 'report' }],
    refuse: ['refuse', said],
    'tell-acceptance': ['tell', { ...on, ...said }],
    route: ['route', { to: { kind: 'organisation', organisation: '652301001' }, ...said }],
    transfer: [
      'transfer',
      {
        receiver: 'police',
        receiverName: '昌吉市公安局',
        letterNo: '〔2026〕7号',
        sentOn: '2026-07-01',
        dueOn: '2026-07-08',
      },
    ],
    'hand-down': ['hand-down', { county: '652302', dueOn: '2026-07-20', ...said }],
    recall: ['recall', said],
    'record-receipt': ['receipt', on],
    'record-return': ['returned', { ...on, ...said }],
    'record-outcome': ['outcome', { ...on, result: 'true', ...said }],
    extend: ['extend', { days: 10, ...said }],
    'tell-extension': ['tell-extension', { ...on, ...said }],
    'report-result': ['result', { result: 'true', ...said }],
    conclude: ['conclude', { agree: true, ...said }],
    return: ['conclude', { agree: false, ...said }],
    answer: ['answer', { method: 'phone', ...said }],
    'record-satisfaction': ['satisfaction', { satisfaction: 'satisfied' }],
    merge: ['merge', {}],
    unmerge: ['unmerge', said],
  };

  const linesOf = (wanted: string) => CLUE_TRANSITIONS.filter(({ act: one }) => one === wanted);
  const refusal = async (response: Promise<Response>) => {
    const { statusCode, json } = await response;
    return [statusCode, json().code, json().detail];
  };
  const NOT_THEIRS = [403, 'forbidden', expect.stringContaining('由其他单位办理')];

  it.each(Object.entries(BODIES))('is not for the prefecture to %s', async (wanted, [path, body]) => {
    for (const { from, by } of linesOf(wanted)) {
      const id = await countyClue(from);
      const { version } = await detail(officer, id);
      for (const person of [supervisor, leader]) {
        if (!person.actor.roles.some((role) => by.includes(role))) continue;
        expect((await detail(person, id)).allowedActs).not.toContain(wanted);
        expect(await refusal(act(person, id, path, { into: other, ...body }))).toEqual(NOT_THEIRS);
      }
      expect((await detail(officer, id)).version).toBe(version);
    }
  });

  it('is not corrected there, nor its disposal set, its reporter written to, its letters printed', async () => {
    const id = await countyClue('inquiring');
    const { version, letters } = await detail(officer, id);
    expect(letters.length).toBeGreaterThan(0);
    const page = await detail(supervisor, id);
    expect(page).toMatchObject({
      handledBy: '昌吉市住房和城乡建设局',
      mayEdit: false,
      maySetDisposal: false,
      mayWriteToReporter: false,
    });
    expect(page.letters).toEqual([]);
    expect(await detail(officer, id)).toMatchObject({
      mayEdit: true,
      maySetDisposal: true,
      mayWriteToReporter: true,
    });
    const patch = supervisor.inject('PATCH', `/api/clues/${id}`, { ...typed(), version });
    expect(await refusal(patch)).toEqual(NOT_THEIRS);
    expect(await refusal(act(supervisor, id, 'disposal', { ...on, disposal: '正在核查' }))).toEqual(
      NOT_THEIRS,
    );
    expect(await refusal(act(supervisor, id, 'messages', { of: id, ...said }))).toEqual(NOT_THEIRS);
    const heard = { code: '0'.repeat(25), channel: 'phone', ...said };
    expect(await refusal(act(supervisor, id, 'messages/from-reporter', heard))).toEqual(NOT_THEIRS);
    const { kind, of } = letters[0];
    const letter = await supervisor.inject('GET', `/api/clues/${id}/letters/${kind}/${of}`);
    expect(letter.statusCode).toBe(404);
    expect((await detail(officer, id)).version).toBe(version);
  });

  it('and another like it are not for the prefecture to tell apart', async () => {
    const pair = (person: Person) =>
      person.inject('GET', '/api/clues/duplicates').then((answer) => answer.json());
    await register(officer, { summary: '某楼盘三号楼公租房夜间长期无人居住，水电全年为零。' });
    await register(officer, { summary: '某楼盘三号楼公租房夜间长期无人居住，水电全年为零度。' });
    const [found] = (await pair(officer)).items;
    const body = { first: found.first.id, second: found.second.id };
    expect(await refusal(supervisor.inject('POST', '/api/clues/duplicates/different', body))).toEqual(
      NOT_THEIRS,
    );
    expect(await pair(supervisor)).toMatchObject({ items: [], total: 0 });
    expect((await officer.inject('POST', '/api/clues/duplicates/different', body)).statusCode).toBe(204);
  });

  it('is taken up again where the prefecture demands it', async () => {
    for (const [state, person] of [
      ['closed', supervisor],
      ['closed', leader],
      ['refused', leader],
    ] as const) {
      const id = await countyClue(state);
      expect((await detail(person, id)).allowedActs).toEqual(['reopen']);
      await did(person, id, 'reopen', said);
      expect((await detail(person, id)).allowedActs).toEqual([]);
    }
  });

  it('does not wait for anybody of the prefecture', async () => {
    const waiting = async (person: Person): Promise<readonly [number, number]> => [
      (await person.inject('GET', '/api/clues/waiting')).json().waiting,
      (await person.inject('GET', '/api/clues?waiting=true')).json().total,
    ];
    const [own] = await waiting(supervisor);
    const [officers] = await waiting(officer);
    await countyClue('reported');
    await countyClue('received');
    expect(await waiting(supervisor)).toEqual([own, own]);
    expect(await waiting(leader)).toEqual([0, 0]);
    expect(await waiting(officer)).toEqual([officers + 1, officers + 1]);
    expect(await waitingCard(leader)).toMatchObject({ value: 0 });
  });
});

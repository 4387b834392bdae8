import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../platform/testing/index.ts';

type Answer = { readonly code: string };

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({ runJobs: false });
});
afterAll(() => app.close());

/** The answers to wrong tries on a name, with a wait of a minute after the seventh. */
async function answersTo(username: string): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  for (let n = 0; n < 10; n += 1) {
    if (n === 7) app.clock.advance(60_000);
    const payload = { username, password: `wrong-${n}` };
    const answer = await app.app.inject({ method: 'POST', url: '/api/session', payload });
    answers.push(answer.json<Answer>());
  }
  app.clock.advance(3_600_000);
  return answers;
}

it('locks a name that nobody has, or somebody switched off, as any other', async () => {
  const { username } = await app.signIn('county-officer');
  const system = await app.signIn('system-admin');
  const off = await app.signIn('leader');
  await system.inject('PATCH', `/api/users/${off.actor.id}`, { active: false });
  const real = await answersTo(username);
  expect(real.map((answer) => answer.code)).toContain('locked');
  expect(await answersTo('Nobody-Here')).toEqual(real);
  expect(await answersTo(off.username)).toEqual(real);
});

it('bounds guesses of the current password in a session that somebody left open', async () => {
  const officer = await app.signIn('county-officer');
  const guess = () =>
    officer.inject('POST', '/api/session/password', { current: 'a-wrong-one', next: 'another-good-1' });
  const codes: number[] = [];
  for (let n = 0; n < 12; n += 1) codes.push((await guess()).statusCode);
  expect(codes.slice(0, 10).every((code) => code === 400)).toBe(true);
  expect(codes.slice(10)).toEqual([429, 429]);
});

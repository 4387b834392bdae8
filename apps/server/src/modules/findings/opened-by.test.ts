import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../platform/testing/index.ts';
import { raiseFindings } from './testing/raise-findings.ts';

let test: TestApp;
beforeAll(async () => {
  test = await createTestApp({ runJobs: false });
});
afterAll(() => test.close());

it('names among those who saw a family whoever opened it through a finding', async () => {
  const [finding] = await raiseFindings(test, test.county, ['housing.owned']);
  const reader = await test.signIn('county-officer');
  expect((await reader.inject('GET', `/api/findings/${finding?.id}`)).statusCode).toBe(200);
  const reviewer = await test.signIn('reviewer');
  const { openings } = (await reviewer.inject('GET', `/api/households/${finding?.householdId}`)).json();
  expect(openings.map(({ actorName }: { actorName: string }) => actorName)).toEqual([reader.actor.name]);
});

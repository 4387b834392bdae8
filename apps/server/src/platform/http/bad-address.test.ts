import { mayAct, ROLES, type Role } from '@anju/domain';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp, type Person, type TestApp } from '../testing/index.ts';

const EVERY_ROLE = Object.keys(ROLES) as readonly Role[];

let test: TestApp;
const people = new Map<Role, Person>();
beforeAll(async () => {
  test = await createTestApp({ runJobs: false });
  for (const role of EVERY_ROLE) people.set(role, await test.signIn(role));
});
afterAll(() => test.close());

it('answers an address that no record can have as one that no record has', async () => {
  const wrong: string[] = [];
  for (const { method, url, action } of test.routes) {
    if (!url.includes('/:') || action === 'public') continue;
    const role = EVERY_ROLE.find((one) => [action].flat().some((act) => mayAct([one], act)));
    const person = role && people.get(role);
    if (!person) throw new Error(`nobody may ${method} ${url}`);
    const answer = await person.inject(method as 'GET', url.replace(/:\w+/g, 'abc'));
    if (answer.statusCode !== 404 || answer.json().code !== 'not-found')
      wrong.push(`${method} ${url} → ${answer.statusCode} ${answer.body}`);
  }
  expect(wrong).toEqual([]);
});

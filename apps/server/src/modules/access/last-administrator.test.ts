import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../platform/testing/index.ts';

describe('the last security administrator', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createTestApp({ runJobs: false });
  });
  afterAll(() => app.close());

  it('stays, also when a system administrator switches off the last two in the same moment', async () => {
    const system = await app.signIn('system-admin');
    for (let round = 0; round < 5; round += 1) {
      const pair = [await app.signIn('security-admin'), await app.signIn('security-admin')];
      const answers = await Promise.all(
        pair.map(({ actor }) => system.inject('PATCH', `/api/users/${actor.id}`, { active: false })),
      );
      const { items } = (await system.inject('GET', '/api/users?limit=200')).json();
      const left = items.filter(
        (user: { active: boolean; roles: string[] }) => user.active && user.roles.includes('security-admin'),
      );
      expect(left).toHaveLength(1);
      expect(answers.map(({ statusCode }) => statusCode).filter((code) => code === 500)).toEqual([]);
      const own = await system.inject('POST', '/api/users', {
        username: `mine.${round}`,
        name: '自己人',
        roles: ['security-admin'],
        organisation: app.county,
      });
      expect(own.json().user.roles).toEqual([]);
    }
  });
});

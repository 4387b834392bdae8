import type { Role } from '@anju/domain';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inScope } from '../../platform/postgres/database.ts';
import { createTestApp, type Person, type TestApp } from '../../platform/testing/index.ts';
import { notify } from './index.ts';

let test: TestApp;
beforeAll(async () => {
  test = await createTestApp({ runJobs: false });
});
afterAll(() => test.close());

async function write(county: string, role: Role, region?: string): Promise<string> {
  const title = `${county} ${role} ${region ?? ''}`;
  await inScope(test.db, county, (tx) =>
    notify(tx, test.deps, {
      county,
      role,
      ...(region === undefined ? {} : { region }),
      kind: 'todo',
      title,
      link: '/reports',
      dueOn: null,
      key: title,
    }),
  );
  return title;
}
const titlesOf = async (person: Person): Promise<readonly string[]> =>
  (await person.inject('GET', '/api/inbox?limit=200'))
    .json()
    .items.map(({ title }: { title: string }) => title);

it('a county’s own matter is for its own people: the same role above is not asked to do it', async () => {
  const roles: readonly Role[] = ['leader', 'inspector', 'reviewer', 'county-officer'];
  for (const role of roles) {
    const above = await test.signIn(role, { scope: '6523' });
    const there = await test.signIn(role, { scope: test.foreignCounty });
    const here = await test.signIn(role);
    const written = [
      await write(test.county, role),
      await write(test.county, role, test.county),
      await write(test.foreignCounty, role, test.foreignCounty),
      await write('652300', role, '652300'),
    ];
    expect((await titlesOf(here)).toSorted()).toEqual(written.slice(0, 2).toSorted());
    expect(await titlesOf(there)).toEqual([written[2]]);
    expect(await titlesOf(above)).toEqual([written[3]]);
  }
});

it('what is raised to the supervisor reaches the level above, from whichever county', async () => {
  const above = await test.signIn('prefecture-supervisor', { scope: '6523' });
  const raised = [
    await write(test.county, 'prefecture-supervisor', test.county),
    await write('652300', 'prefecture-supervisor'),
  ];
  expect((await titlesOf(above)).toSorted()).toEqual(raised.toSorted());
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type Person, type TestApp } from '../../platform/testing/index.ts';
import { act, COMMUNITY, did, makeOffices, OTHER_COMMUNITY, register, TOWN } from './testing/clue-desk.ts';

let test: TestApp;
let officer: Person;
let inTown: Person;
let below: Person;
let inDepartment: Person;

beforeAll(async () => {
  test = await createTestApp({ runJobs: false, now: new Date('2026-07-01T02:00:00Z') });
  await makeOffices(test);
  officer = await test.signIn('county-officer');
  inTown = await test.signIn('community-worker', { scope: TOWN });
  below = await test.signIn('community-worker', { scope: COMMUNITY });
  inDepartment = await test.signIn('county-officer', { department: '住房保障科' });
  await test.signIn('department-data', { department: '民政局' });
});
afterAll(() => test.close());

async function accepted(): Promise<string> {
  const id = await register(officer);
  await did(officer, id, 'accept', { kind: 'report' });
  return id;
}

/** Links of what stands in somebody's inbox about clues to look into. */
const told = async (person: Person): Promise<readonly string[]> =>
  (await person.inject('GET', '/api/inbox'))
    .json()
    .items.flatMap((one: { title: string; link: string }) =>
      one.title.startsWith('线索待核查') ? one.link : [],
    );

describe('a clue that is given to an office', () => {
  it('is told of to who works in the department, and the notice closes with the result', async () => {
    const id = await accepted();
    const { items, leftOut } = (await officer.inject('GET', `/api/clues/${id}/handlers`)).json();
    const department = items.find(({ name }: { name: string }) => name === '住房保障科');
    await did(officer, id, 'route', { to: { kind: 'department', departmentId: department.id } });
    expect(await told(inDepartment)).toContain(`/clues/${id}`);
    await did(inDepartment, id, 'result', { result: 'untrue', text: '查无此事' });
    expect(await told(inDepartment)).not.toContain(`/clues/${id}`);

    const civil = leftOut.find(({ name }: { name: string }) => name === '民政局');
    expect(civil.why).toContain('没有能办理线索的用户');
    const other = await accepted();
    const refused = await act(officer, other, 'route', {
      to: { kind: 'department', departmentId: civil.id },
    });
    expect([refused.statusCode, refused.json().code]).toEqual([409, 'left-out']);
  });

  it('of a town is told of to the town alone, for its communities do not see it', async () => {
    const id = await accepted();
    await did(officer, id, 'route', { to: { kind: 'organisation', organisation: TOWN } });
    expect(await told(inTown)).toContain(`/clues/${id}`);
    expect(await told(below)).not.toContain(`/clues/${id}`);
  });

  it('is not given to a community where nobody works, for nobody would take it up', async () => {
    const id = await accepted();
    const { items, leftOut } = (await officer.inject('GET', `/api/clues/${id}/handlers`)).json();
    const names = items.map(({ name }: { name: string }) => name);
    expect(names).toContain('幸福社区');
    expect(names).not.toContain('光明社区');
    expect(leftOut).toContainEqual(
      expect.objectContaining({ name: '光明社区', why: expect.stringContaining('没有能办理线索的用户') }),
    );
    const refused = await act(officer, id, 'route', {
      to: { kind: 'organisation', organisation: OTHER_COMMUNITY },
    });
    expect([refused.statusCode, refused.json().code]).toEqual([409, 'left-out']);
  });
});

import { afterAll, beforeAll, expect, it } from 'vitest';
import { inScope } from '../../platform/postgres/database.ts';
import { createTestApp, type Person, type TestApp } from '../../platform/testing/index.ts';
import { loadRosterFor } from '../households/index.ts';
import { loadForTest } from './testing/load-for-test.ts';
import { syntheticHousehold, syntheticId } from './testing/synthetic-household.ts';

let test: TestApp;
let officer: Person;

beforeAll(async () => {
  test = await createTestApp({ runJobs: false });
  officer = await test.signIn('county-officer');
});
afterAll(() => test.close());

const get = async (url: string) => (await officer.inject('GET', url)).json();
const loadWith = (idNumber: string | null) =>
  loadForTest(test, test.county, [syntheticHousehold(1, { spouse: { name: '李华', idNumber } })]);
async function fileOf(word: string) {
  const { households } = await get(`/api/search?q=${encodeURIComponent(word)}`);
  return await get(`/api/households/${households[0].id}`);
}

it('is one of the family until the number comes, and the same person then', async () => {
  await loadWith(null);
  const file = await fileOf('李华');
  expect(file.members).toHaveLength(2);
  expect(file.members[1]).toMatchObject({
    name: '李华',
    relationLabel: '配偶',
    idMasked: null,
    idStatus: 'missing',
    idFault: '身份证号为空，请补填',
  });
  const list = await get('/api/households');
  expect(list.items[0]).toMatchObject({ membersCount: 2 });

  const reveal = { memberId: file.members[1].id, field: 'idNumber', reason: '核对部门数据' };
  const answer = await officer.inject('POST', `/api/households/${file.id}/reveal`, reveal);
  expect(answer.json()).toMatchObject({ code: 'no-value' });

  const [entry] = await inScope(test.db, test.county, (tx) =>
    loadRosterFor(tx, test.deps.secrets, test.county),
  );
  expect(entry?.household.members[1]).toMatchObject({
    name: '李华',
    idNumber: null,
    idStatus: 'missing',
    idFault: 'blank',
  });

  await loadWith(syntheticId(902));
  const corrected = await fileOf(syntheticId(902));
  expect(corrected.members[1]).toMatchObject({
    id: file.members[1].id,
    idMasked: '652301************',
    idStatus: 'valid',
    idFault: null,
  });
});

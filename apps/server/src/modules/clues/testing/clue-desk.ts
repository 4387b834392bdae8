import { sql } from 'kysely';
import type { Response } from 'light-my-request';
import { expect } from 'vitest';
import { inScope } from '../../../platform/postgres/database.ts';
import type { Person, TestApp } from '../../../platform/testing/index.ts';

export const TOWN = '652301001';
export const COMMUNITY = '652301001001';
export const OTHER_COMMUNITY = '652301002001';

/** Two towns with a community each. */
export async function makeOffices(test: TestApp): Promise<void> {
  await inScope(test.db, test.county, async (tx) => {
    for (const [code, name, parent] of [
      [TOWN, '宁边路街道', test.county],
      [COMMUNITY, '幸福社区', TOWN],
      ['652301002', '延安北路街道', test.county],
      [OTHER_COMMUNITY, '光明社区', '652301002'],
    ] as const)
      await tx
        .insertInto('organisations')
        .values({
          county: test.county,
          code,
          name,
          level: code.length === 9 ? 'town' : 'community',
          parent,
          created_at: test.clock.now(),
        })
        .execute();
  });
}

export const SUMMARY = '反映有人把公租房转租给外来人员牟利，租金每月一千二百元，社区知情不管。';

/** A clue as an officer types it in. */
export const typed = (over: object = {}) => ({
  channel: 'phone',
  source: '信访举报',
  kind: 'report',
  receivedOn: '2026-07-01',
  placeRegion: '652301',
  summary: SUMMARY,
  persons: [{ name: '不详', post: '', level: '其他人员' }],
  ...over,
});

/** Registers a clue and returns its id. */
export async function register(person: Person, over: object = {}): Promise<string> {
  const response = await person.inject('POST', '/api/clues', typed(over));
  expect(response.statusCode, response.body).toBe(201);
  return response.json().id;
}

export async function detail(person: Person, id: string) {
  const response = await person.inject('GET', `/api/clues/${id}`);
  expect(response.statusCode, response.body).toBe(200);
  return response.json();
}

/** Does an act on the version that `person` sees now. */
export async function act(person: Person, id: string, path: string, body: object): Promise<Response> {
  const { version } = await detail(person, id);
  return await person.inject('POST', `/api/clues/${id}/${path}`, { ...body, version });
}

/** Does an act that must succeed. */
export async function did(person: Person, id: string, path: string, body: object): Promise<void> {
  const response = await act(person, id, path, body);
  expect(response.statusCode, response.body).toBe(200);
}

/** Gives a person another name, for clues that name them. */
export async function rename(test: TestApp, person: Person, name: string): Promise<void> {
  await inScope(test.db, person.actor.county, (tx) =>
    sql`UPDATE users SET name = ${name} WHERE id = ${person.actor.id}::uuid`.execute(tx),
  );
}

/** Another moment, at which everybody has just signed in again. */
export async function standAt(test: TestApp, moment: Date): Promise<void> {
  test.clock.set(moment);
  await inScope(test.db, '6523', (tx) =>
    sql`UPDATE sessions SET created_at = ${moment}, last_seen_at = ${moment}`.execute(tx),
  );
}

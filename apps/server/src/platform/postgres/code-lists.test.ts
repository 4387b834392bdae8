import {
  CLUE_CHANNELS,
  CLUE_KINDS,
  CLUE_RESULTS,
  CLUE_STATES,
  DISCIPLINE_LEVELS,
  EXIT_NATURES,
  FORM_LEVELS,
  PROBLEM_STATES,
  REPORT_STATES,
  SATISFACTION,
  SUPERVISION_FORMS,
  TRANSFER_RECEIVERS,
} from '@anju/domain';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';

const keysOf = (list: Readonly<Record<string, unknown>>) => Object.keys(list);

/** The constraint, and the codes that the domain has for its column. */
const LISTS: readonly (readonly [string, readonly string[]])[] = [
  ['clues_channel', keysOf(CLUE_CHANNELS)],
  ['clues_kind', keysOf(CLUE_KINDS)],
  ['clues_state', keysOf(CLUE_STATES)],
  ['clues_result', keysOf(CLUE_RESULTS)],
  ['clues_satisfaction', keysOf(SATISFACTION)],
  ['clue_transfers_receiver', keysOf(TRANSFER_RECEIVERS)],
  ['problems_state', keysOf(PROBLEM_STATES)],
  ['problems_exit_nature', keysOf(EXIT_NATURES)],
  ['exits_nature', keysOf(EXIT_NATURES)],
  ['accountability_discipline_level', DISCIPLINE_LEVELS.map(({ key }) => key)],
  ['accountability_form_level', FORM_LEVELS.map(({ key }) => key)],
  ['accountability_form', keysOf(SUPERVISION_FORMS)],
  ['reports_state', keysOf(REPORT_STATES)],
];

describe('the code lists of the database', () => {
  let database: TestDatabase;
  let client: pg.Client;
  beforeAll(async () => {
    database = await createTestDatabase();
    client = new pg.Client(database.connection);
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await database.drop();
  });

  it.each(LISTS)('%s takes what the domain knows, and nothing else', async (constraint, codes) => {
    const { rows } = await client.query<{ definition: string }>(
      'SELECT pg_get_constraintdef(oid) AS definition FROM pg_constraint WHERE conname = $1',
      [constraint],
    );
    const taken = [...(rows[0]?.definition ?? '').matchAll(/'([^']+)'/g)].map((match) => match[1] ?? '');
    expect(taken.sort()).toEqual([...codes].sort());
  });
});

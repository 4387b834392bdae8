import { sql } from 'kysely';
import { inScope } from '../../../platform/postgres/database.ts';
import type { Person, TestApp } from '../../../platform/testing/index.ts';
import { type RaisedFinding, raiseFindings } from '../../findings/testing/raise-findings.ts';

/** The plan of source 0, started by `person` for `participants`; the campaign's id. */
export async function startForTest(
  person: Person,
  participants: readonly string[],
  over: object = {},
): Promise<string> {
  const response = await person.inject('POST', '/api/campaigns', {
    plan: 'allocation-2023',
    year: 2026,
    answers: { 'f2-basis': 'period', 'f2-month': 'previous-month', 'rectify-days': '30' },
    participants,
    ...over,
  });
  if (response.statusCode !== 201) throw new Error(response.body);
  return response.json().id;
}

/** Makes a campaign one that was started in the system on its first day: what was due since may be late. */
export async function sinceItsFirstDay({ db }: Pick<TestApp, 'db'>, id: string): Promise<void> {
  await inScope(db, '6523', (tx) =>
    sql`UPDATE campaigns SET created_at = starts_on WHERE id = ${id}::uuid`.execute(tx),
  );
}

/** Findings that a second person has confirmed, without walking there. */
export async function confirmedFindings(
  test: TestApp,
  rules: readonly string[],
  options: { readonly community?: string } = {},
): Promise<readonly RaisedFinding[]> {
  const raised = await raiseFindings(test, test.county, rules, options);
  await inScope(test.db, test.county, (tx) =>
    sql`UPDATE findings SET state = 'confirmed', concluded_at = ${test.clock.now()}, concluded_by_name = '测试'`.execute(
      tx,
    ),
  );
  return raised;
}

/** A problem put on the ledger by hand; its id. */
export async function problemForTest(person: Person, campaignId: string, over: object = {}): Promise<string> {
  const response = await person.inject('POST', '/api/problems', {
    campaignId,
    category: '3',
    item: '3.4',
    description: '2号楼301室由他人居住',
    source: '自查自纠',
    region: person.actor.county,
    foundOn: '2026-07-01',
    amountFen: 123_450,
    ...over,
  });
  if (response.statusCode !== 201) throw new Error(response.body);
  return response.json().id;
}

/** A clue of the campaign found true, with one person named in it; its id. */
export async function clueForTest(
  test: TestApp,
  clue: {
    readonly campaign: string | null;
    readonly region: string;
    readonly summary: string;
    readonly name: string;
    readonly barred?: readonly string[];
    readonly accusedOrganisation?: string;
  },
): Promise<string> {
  const id = test.deps.ids();
  const county = test.county;
  const by = test.deps.ids();
  const at = test.clock.now();
  await inScope(test.db, county, async (tx) => {
    await sql`
      INSERT INTO clues (county, id, region, number, campaign_id, channel, source, kind, named, received_on, place,
        summary, amount_fen, state, disposal, result, registered_by, registered_by_name, barred_users, accused_organisation,
        created_at, updated_at)
      VALUES (${county}, ${id}, ${clue.region}, ${`线索${id}`}, ${clue.campaign}::uuid, 'phone', '信访举报', 'lead',
        false, '2026-06-20', '昌吉市', ${clue.summary}, 500000, 'concluded', '正在核查', 'true', ${by}, '测试',
        ${[...(clue.barred ?? [])]}::uuid[], ${clue.accusedOrganisation ?? null}, ${at}, ${at})`.execute(tx);
    await sql`INSERT INTO clue_persons (county, clue_id, region, position, name, post, level)
      VALUES (${county}, ${id}, ${clue.region}, 1, ${clue.name}, '经办', '其他人员')`.execute(tx);
    await sql`INSERT INTO clue_reporters (county, clue_id, region, sealed)
      VALUES (${county}, ${id}, ${clue.region}, ${test.deps.secrets.sealField('举报人 13800000000')})`.execute(
      tx,
    );
  });
  return id;
}

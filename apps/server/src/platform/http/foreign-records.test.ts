import { mayAct, ROLES, type Role } from '@anju/domain';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OTHER_COMMUNITY } from '../../modules/clues/testing/clue-desk.ts';
import { EVERY_RECORD_DAY, type EveryRecord, layEveryRecord } from '../testing/every-record.ts';
import type { Person } from '../testing/index.ts';
import { sampleRequest } from '../testing/sample-request.ts';
import { zipParts } from '../testing/zip-parts.ts';
import type { DeclaredRoute } from './route-permissions.ts';

/** These addresses name a day or a register of whoever asks, not a record. */
const OWN_TO_EACH = ['/api/freshness/:kind', '/api/calendar/:day', '/api/calendar/years/:year'];
/** What a community reads of its county: the rows have no region. */
const COUNTY_WIDE = [
  'GET /api/policies/:id',
  'GET /api/campaigns/:id',
  'GET /api/campaigns/:id/figures',
  'GET /api/campaigns/:id/results',
  'GET /api/campaigns/:id/contacts',
  'GET /api/checks/:id',
];
/** Forms with a file, which the API's document doesn't describe. */
const UPLOADS = ['POST /api/imports', 'POST /api/feeds', 'POST /api/papers', 'POST /api/reports/:id/file'];

/** What stands in the records: the county's name, a household's code, names of people. */
const SECRETS = ['昌吉市', 'H000001', '示例甲', '责任某'];
/** What the level above may do about a county's clue: have it taken up again, see to who its reporter is. */
const FROM_ABOVE = [
  'POST /api/clues/:id/reopen',
  'POST /api/clues/:id/openings',
  'POST /api/clues/:id/openings/:opening/agree',
  'POST /api/clues/:id/openings/:opening/refuse',
  'POST /api/clues/:id/openings/:opening/view',
  'POST /api/clues/:id/papers/:paper/shows-reporter',
];
const HIDDEN = [403, 404];
const EVERY_ROLE = Object.keys(ROLES) as readonly Role[];
const named = ({ method, url }: DeclaredRoute) => `${method} ${url}`;

/** The id that belongs into a place of an address, by the address up to that place. */
const placesOf = ({ ids, people }: EveryRecord): Readonly<Record<string, string>> => ({
  '/api/organisations/:code': people['community-worker'].actor.organisation,
  '/api/departments/:id': ids.department,
  '/api/users/:id': ids.colleague,
  '/api/policies/:id': ids.policy,
  '/api/households/:id': ids.household,
  '/api/imports/:id': ids.roster,
  '/api/freshness/:kind': 'vehicle',
  '/api/feeds/:id': ids.feed,
  '/api/runs/:id': ids.run,
  '/api/jobs/:id': ids.job,
  '/api/findings/:id': ids.finding,
  '/api/papers/:id': ids.paper,
  '/api/exits/:id': ids.exit,
  '/api/clues/:id': ids.clue,
  '/api/clues/:id/merge/:into': ids.otherClue,
  '/api/clues/:id/papers/:paper': ids.cluePaper,
  '/api/clues/:id/letters/:letter': ids.letterKind,
  '/api/clues/:id/letters/:letter/:of': ids.letterOf,
  '/api/clues/:id/openings/:opening': ids.opening,
  '/api/clues/:id/openings/:opening/papers/:paper': ids.reporterPaper,
  '/api/relations/:id': ids.relation,
  '/api/calendar/:day': '2026-08-20',
  '/api/calendar/years/:year': '2027',
  '/api/campaigns/:id': ids.campaign,
  '/api/campaign-results/:id': ids.result,
  '/api/problems/:id': ids.problem,
  '/api/reports/:id': ids.report,
  '/api/reports/:id/papers/:paper': ids.reportPaper,
  '/api/reports/:id/cells/:path': 'row.found',
  '/api/reports/stage/:county': ids.county,
  '/api/reports/stage/:county/:campaignId': ids.campaign,
  '/api/reports/stage/:county/:campaignId/:day': ids.stageDay,
  '/api/supervisions/:id': ids.supervision,
  '/api/checks/:id': ids.check,
  '/api/check-items/:id': ids.item,
  '/api/accountability/:id': ids.person,
  '/api/unit-measures/:id': ids.unit,
  '/api/exposures/:id': ids.exposure,
  '/api/typical-cases/:id': ids.typical,
  '/api/inbox/:id': ids.notice,
});

/** What fields of bodies and queries are called, and what of ours belongs into them. */
const fieldsOf = ({ ids }: EveryRecord, person: Person): Readonly<Record<string, unknown>> => {
  const region = person.actor.organisation.padEnd(6, '0');
  return {
    ids: [ids.finding],
    paperIds: [ids.reportPaper],
    campaignId: ids.campaign,
    campaign: ids.campaign,
    household: ids.household,
    householdId: ids.household,
    memberId: ids.member,
    run: ids.run,
    focus: ids.exit,
    policyId: ids.policy,
    caseId: ids.problem,
    problemId: ids.problem,
    problemIds: [ids.problem],
    id: ids.problem,
    clueId: ids.clue,
    of: ids.clue,
    first: ids.clue,
    second: ids.otherClue,
    into: ids.otherClue,
    itemId: ids.item,
    userId: ids.colleague,
    to: { kind: 'person', personId: ids.colleague },
    department: ids.department,
    departmentId: ids.department,
    organisation: region,
    region,
    placeRegion: region.slice(0, 6),
    county: region.slice(0, 6),
    month: EVERY_RECORD_DAY.slice(0, 7),
    period: '2026-06',
    form: 'F2',
    seedKind: 'dice',
    level: '其他人员',
    source: '信访举报',
    active: true,
  };
};

/** The address with the ids of the records; throws for a place that no record is laid for. */
function addressOf(route: DeclaredRoute, places: Readonly<Record<string, string>>): string {
  const parts = route.url.split('/');
  return parts
    .map((part, n) => {
      if (!part.startsWith(':')) return part;
      const place = places[parts.slice(0, n + 1).join('/')];
      if (place === undefined) throw new Error(`no record is laid for ${named(route)}`);
      return place;
    })
    .join('/');
}

/** What an answer says, also inside a workbook or a letter. */
function textOf(payload: Buffer): string {
  if (!payload.subarray(0, 2).equals(Buffer.from('PK'))) return payload.toString();
  return [...zipParts(payload).values()].map(String).join('');
}

const holdersOf = ({ action }: DeclaredRoute) =>
  EVERY_ROLE.filter((role) => action !== 'public' && [action].flat().some((one) => mayAct([role], one)));

const namesRecord = ({ url }: DeclaredRoute) =>
  url.includes('/:') && !OWN_TO_EACH.some((own) => url.startsWith(own));

describe('a record of one county', () => {
  let laid: EveryRecord;
  let places: Readonly<Record<string, string>>;
  let owner: pg.Client;
  beforeAll(async () => {
    laid = await layEveryRecord();
    places = placesOf(laid);
    owner = new pg.Client(laid.app.database.connection);
    await owner.connect();
  });
  afterAll(async () => {
    await owner?.end();
    await laid?.app.close();
  });

  /** The own session is everybody's and names nothing. */
  const walked = () =>
    laid.app.routes.filter(({ action }) => action !== 'public' && ![action].flat().includes('session.own'));

  /** The answer to a request that names the records, what it says, and what was sent for it. */
  async function send(person: Person, route: DeclaredRoute, more: Readonly<Record<string, unknown>> = {}) {
    const address = addressOf(route, places);
    const fields = { ...fieldsOf(laid, person), ...more };
    const { query, body } = sampleRequest(laid.app.app, route, fields, EVERY_RECORD_DAY);
    const { statusCode, rawPayload } = UPLOADS.includes(named(route))
      ? await person.upload(
          address,
          { name: '表.csv', content: '甲,乙' },
          { kind: 'vehicle', asOf: EVERY_RECORD_DAY },
        )
      : await person.inject(route.method as 'GET', address + query, body);
    return { statusCode, text: textOf(rawPayload), sent: address + query + JSON.stringify(body) };
  }

  /** A line for each answer that lets on that the records are there. */
  async function tellTales(
    route: DeclaredRoute,
    person: Person,
    marks: readonly string[],
  ): Promise<readonly string[]> {
    const { statusCode, text, sent } = await send(person, route);
    const who = `${person.actor.roles[0]}: ${named(route)}`;
    const told = namesRecord(route) ? !HIDDEN.includes(statusCode) : statusCode >= 500;
    return [
      ...(told ? [`${who} → ${statusCode}`] : []),
      ...marks
        .filter((mark) => text.includes(mark) && !sent.includes(mark))
        .map((mark) => `${who} shows ${mark}`),
    ];
  }

  /** A digest of the county's rows by table. */
  async function contentOfCounty(except: readonly string[]): Promise<Readonly<Record<string, string>>> {
    const { rows } = await owner.query<{ name: string }>(
      `SELECT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'county'
       WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace ORDER BY 1`,
    );
    const names = rows.map(({ name }) => name).filter((name) => !except.includes(name));
    const digests = names.map(
      (name) =>
        `(SELECT md5(string_agg(t::text, '|' ORDER BY t::text)) FROM ${name} t WHERE county = '652301') AS ${name}`,
    );
    return (await owner.query(`SELECT ${digests.join(', ')}`)).rows[0];
  }

  it('is nowhere for anybody of another county, and nobody there changes it', {
    timeout: 240_000,
  }, async () => {
    const people = Object.values(laid.people).flatMap(({ actor, username }) => [actor.id, username]);
    const ids = Object.values(laid.ids).filter((id) => id.length === 36);
    const marks = [laid.app.county, ...people, ...ids, ...SECRETS];
    const before = await contentOfCounty([]);
    const wrong: string[] = [];
    for (const role of EVERY_ROLE) {
      const scope = role === 'prefecture-supervisor' ? '6542' : laid.app.foreignCounty;
      const stranger = await laid.app.signIn(role, { scope, department: '公安局' });
      for (const route of walked().filter((one) => holdersOf(one).includes(role)))
        wrong.push(...(await tellTales(route, stranger, marks)));
    }
    expect(wrong).toEqual([]);
    expect(await contentOfCounty([])).toEqual(before);
  });

  it('is nowhere in another community either, where it is a community’s', async () => {
    const stranger = await laid.app.signIn('community-worker', { scope: OTHER_COMMUNITY });
    const { finding, household, member, exit, clue, problem, supervision, item } = laid.ids;
    const marks = [finding, household, member, exit, clue, problem, supervision, item, 'H000001'];
    const before = await contentOfCounty(['events']);
    const told: string[] = [];
    for (const route of walked().filter((one) => holdersOf(one).includes('community-worker')))
      told.push(...(await tellTales(route, stranger, marks)));
    expect(told).toEqual(COUNTY_WIDE.map((route) => `community-worker: ${route} → 200`));
    expect(await contentOfCounty(['events'])).toEqual(before);
  });

  it('is read by the prefecture where it is a clue, which does nothing to it that is for the county', async () => {
    const { clue } = laid.ids;
    const acts = walked().filter(
      (one) =>
        one.method !== 'GET' &&
        (one.url.startsWith('/api/clues/:id') || one.url === '/api/clues/duplicates/different') &&
        !FROM_ABOVE.includes(named(one)),
    );
    const { version } = (await laid.people['county-officer'].inject('GET', `/api/clues/${clue}`)).json();
    const before = await contentOfCounty([]);
    const done: string[] = [];
    for (const role of ['prefecture-supervisor', 'leader'] as const) {
      const above = await laid.app.signIn(role, { scope: '6523' });
      expect((await above.inject('GET', `/api/clues/${clue}`)).statusCode).toBe(200);
      const own = acts.filter((one) => holdersOf(one).includes(role));
      expect(own.length).toBeGreaterThan(1);
      for (const route of own) {
        const { statusCode } = await send(above, route, { version });
        if (statusCode !== 403) done.push(`${role}: ${named(route)} → ${statusCode}`);
      }
    }
    expect(done).toEqual([]);
    expect(await contentOfCounty([])).toEqual(before);
  });

  // Else the answers above would prove nothing: an id that is nobody's is hidden from everybody.
  it('is there for somebody of its own, by every address that was tried', async () => {
    const unseen: string[] = [];
    const shown: string[] = [];
    for (const route of walked().filter(namesRecord)) {
      const answers: number[] = [];
      for (const role of holdersOf(route)) {
        const { statusCode, text } = await send(laid.people[role], route);
        answers.push(statusCode);
        shown.push(text);
        if (!HIDDEN.includes(answers.at(-1) ?? 404)) break;
      }
      if (answers.every((code) => HIDDEN.includes(code)) || answers.some((code) => code >= 500))
        unseen.push(`${named(route)} → ${answers.join(', ')}`);
    }
    expect(unseen).toEqual([]);
    expect(SECRETS.filter((secret) => !shown.some((text) => text.includes(secret)))).toEqual([]);
  });
});

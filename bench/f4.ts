import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { monthSpan, readyPlan, yearMonth } from '@anju/domain';
import pg from 'pg';
import { assembleReport } from '../apps/server/src/modules/reports/assemble-report.ts';
import { countF4, recordsOfF4 } from '../apps/server/src/modules/reports/forms/figures-store.ts';
import { listReports, openReports, type ReportRow } from '../apps/server/src/modules/reports/report-store.ts';
import { settableClock } from '../apps/server/src/platform/clock.ts';
import { inScope, openDatabase, type Tx } from '../apps/server/src/platform/postgres/database.ts';
import { startEmbedded } from '../apps/server/src/platform/postgres/embedded.ts';
import { allowLogin } from '../apps/server/src/platform/postgres/host-database.ts';
import { createDatabase, migrate } from '../apps/server/src/platform/postgres/migrate.ts';
import { scratchFolder } from '../apps/server/src/platform/postgres/scratch-folder.ts';

import { openSecrets } from '../apps/server/src/platform/secrets.ts';

export interface F4Times {
  /** Seconds of the 34 figures of one month that has all the cases. */
  readonly figures: number;
  /** Seconds of the list of records behind the first figure. */
  readonly drill: number;
  /** Seconds of the whole form as its page shows it: figures, cases, and every check, those against F5 among them. */
  readonly page: number;
  readonly found: number;
}

const COUNTY = '652301';
const RURAL = ruralPlan();
const CAMPAIGN = '01900000-0000-7000-8000-000000000001';

/** Half the cases are clues, half problems without one; a person is held to account in one of ten. */
const CASES = `
  SET anju.scope = '${COUNTY}';
  INSERT INTO tenants (county, name, bureau, created_at) VALUES ('${COUNTY}', '示例县', '示例县住建局', now());
  INSERT INTO campaigns (county, id, owner, plan, title, year, place, starts_on, ends_on, content, state,
    started_by_name, created_at, updated_at)
  VALUES ('${COUNTY}', '${CAMPAIGN}', '${COUNTY}', 'rural-2018', '示例', 2026, '示例县', '2026-01-01', '2026-12-31',
    '$content', 'running', '测试', now(), now());
  INSERT INTO clues (county, id, region, number, campaign_id, channel, source, kind, named, received_on, place, summary,
    amount_fen, state, disposal, registered_by, registered_by_name, created_at, updated_at)
  SELECT '${COUNTY}', gen_random_uuid(), '${COUNTY}', '线索' || n, '${CAMPAIGN}', 'phone', '信访举报', 'lead', true,
    date '2026-06-01' + n % 30, '示例县', '示例线索' || n, n, 'accepted', '正在核查', gen_random_uuid(), '测试', now(), now()
  FROM generate_series(1, $half) n;
  INSERT INTO clue_disposals (county, clue_id, region, position, disposal, "on")
  SELECT county, id, region, 1, disposal, received_on FROM clues;
  INSERT INTO problems (county, id, region, campaign_id, number, category, description, source, place, found_on,
    amount_fen, state, closed_on, registered_by, registered_by_name, created_at, updated_at)
  SELECT '${COUNTY}', gen_random_uuid(), '${COUNTY}', '${CAMPAIGN}', '问题' || n, '1', '示例问题', '自查自纠', '示例县',
    date '2026-06-01' + n % 30, n, CASE n % 2 WHEN 0 THEN 'closed' ELSE 'rectifying' END,
    CASE n % 2 WHEN 0 THEN date '2026-06-30' END, gen_random_uuid(), '测试', now(), now()
  FROM generate_series(1, $half) n;
  INSERT INTO accountability (county, id, region, campaign_id, problem_id, name, post, person_key, discipline_level,
    form_level, party_member, public_servant, party_sanction, form, decided_on, document_no, decided_by,
    recorded_by_name, created_at)
  SELECT '${COUNTY}', gen_random_uuid(), '${COUNTY}', '${CAMPAIGN}', id, '测试', '职务', sha256(number::bytea),
    'township', 'townshipAndBelow', true, true, '警告', 'second', '2026-06-15', number, '示例', '测试', now()
  FROM problems WHERE right(number, 1) IN ('1', '5');
  ANALYZE`;

const PERIOD = '2026-06';

/** The month's F4 and F5: the one is held against the other. */
async function openForms(tx: Tx, at: Date): Promise<void> {
  const opening = (['F4', 'F5'] as const).map((form, n) => ({
    county: COUNTY,
    id: `01900000-0000-7000-8000-00000000001${n}`,
    campaignId: CAMPAIGN,
    form,
    period: PERIOD,
    dueOn: '2026-07-24',
  }));
  await openReports(tx, opening, at);
}

async function readF4(tx: Tx): Promise<ReportRow> {
  const [row] = await listReports(tx, { scope: COUNTY, campaignId: CAMPAIGN, form: 'F4', period: PERIOD });
  if (row === undefined) throw new Error('no F4 was opened');
  return row;
}

/** The plan's forms, categories and lists. */
const CONTENT = JSON.stringify(RURAL.content(2026, { 'rectify-days': '30' }));

/** F4 of a month from `cases` cases, in a real PostgreSQL. */
export async function f4FromCases(cases: number, runs: number): Promise<readonly F4Times[]> {
  const scratch = scratchFolder('bench-f4');
  const cluster = await startEmbedded({ dataDir: join(scratch, 'data'), mode: 'serve', fast: true });
  try {
    const connection = cluster.connection('anju');
    await createDatabase(cluster.connection('postgres'), 'anju');
    await migrate(connection);
    const password = randomBytes(16).toString('hex');
    await allowLogin(connection, password);
    const owner = new pg.Client(connection);
    await owner.connect();
    await owner
      .query(CASES.replaceAll('$half', String(cases / 2)).replace('$content', () => CONTENT))
      .finally(() => owner.end());
    const db = openDatabase({
      connection: { ...connection, user: 'anju_app', password },
      role: 'app',
      applicationName: 'anju-bench',
    });
    const scope = {
      county: COUNTY,
      campaignId: CAMPAIGN,
      startsOn: '2026-01-01',
      from: '2026-06-01',
      to: '2026-06-30',
      sequence: {
        form: 'F4' as const,
        period: '2026-06',
        earlier: ['2026-01', '2026-02', '2026-03', '2026-04', '2026-05'].map((month) => ({
          period: month,
          to: monthSpan(yearMonth(month)).to,
        })),
      },
    };
    const deps = { clock: settableClock(new Date('2026-07-20T02:00:00Z')), secrets: openSecrets(scratch) };
    await inScope(db, COUNTY, (tx) => openForms(tx, deps.clock.now()));
    const times: F4Times[] = [];
    for (let at = 0; at < runs; at++) {
      await inScope(db, COUNTY, async (tx) => {
        const began = performance.now();
        const figures = await countF4(tx, scope);
        const counted = performance.now();
        await recordsOfF4(tx, scope, 'found');
        const listed = performance.now();
        await assembleReport(tx, deps, await readF4(tx));
        times.push({
          figures: (counted - began) / 1000,
          drill: (listed - counted) / 1000,
          page: (performance.now() - listed) / 1000,
          found: figures.found ?? 0,
        });
      });
    }
    await db.destroy();
    return times;
  } finally {
    await cluster.stop();
    rmSync(scratch, { recursive: true, force: true });
  }
}

function ruralPlan() {
  const plan = readyPlan('rural-2018');
  if (plan === null) throw new Error('no rural plan');
  return plan;
}

import { FORMS } from '@anju/official-forms';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Json } from '../../../platform/json.ts';
import { inScope, type Tx } from '../../../platform/postgres/database.ts';
import { createTestApp, type TestApp } from '../../../platform/testing/index.ts';
import {
  GENERATED_COUNTIES,
  type GeneratedRecords,
  generateRecords,
} from '../../campaigns/testing/generate-records.ts';
import { assembleReport } from '../assemble-report.ts';
import type { AssembledReport } from '../assembled-report.ts';
import { computeReport } from '../compute-report.ts';
import { openDueReports } from '../due/due-reports.ts';
import { listReports } from '../report-store.ts';
import { valueAt } from '../stable-path.ts';

let test: TestApp;
let made: GeneratedRecords;
beforeAll(async () => {
  test = await createTestApp({ runJobs: false, now: new Date('2026-06-30T02:00:00Z') });
  made = await generateRecords(test.deps, { total: 10_000 });
  // The planner learns of the new rows, as it does by itself after a while.
  const owner = new pg.Client(test.database.connection);
  await owner.connect();
  await owner.query('ANALYZE').finally(() => owner.end());
  await inScope(test.db, '6523', (tx) => openDueReports(tx, test.deps, '6523'));
}, 300_000);
afterAll(() => test.close());

/** Every report of a form, computed by the product. */
async function eachReport(
  form: string,
  check: (tx: Tx, report: AssembledReport, data: Json) => Promise<void>,
): Promise<number> {
  let seen = 0;
  for (const county of GENERATED_COUNTIES) {
    await inScope(test.db, county, async (tx) => {
      for (const row of await listReports(tx, { scope: county })) {
        if (row.form !== form) continue;
        const report = await assembleReport(tx, test.deps, row);
        if (report === null) throw new Error(`${form} ${row.period} can't be computed`);
        const { data } = await computeReport(tx, test.deps, report);
        await check(tx, report, data);
        seen += 1;
      }
    });
  }
  return seen;
}

const number = async (tx: Tx, query: ReturnType<typeof sql>): Promise<number> => {
  const { rows } = await sql<{ n: number | string | null }>`${query}`.execute(tx);
  return Number(rows[0]?.n ?? 0);
};
const at = (data: Json, path: string): Json | undefined => valueAt(data, path);

/** First and last day counted, written as month arithmetic of PostgreSQL, not as the product has it. */
const inMonth = (column: string, period: string) =>
  sql.raw(`date_trunc('month', ${column}::timestamp) = '${period.slice(0, 7)}-01'::timestamp`);

/** The clues of the rural campaign found in a month: one that came in before it began is found in its first. */
const cluesOf = (county: string, period: string) => sql`FROM clues k WHERE county = ${county}
  AND campaign_id = ${made.rural}::uuid AND state NOT IN ('merged', 'refused')
  AND ${inMonth(`greatest(received_on, date '${made.months[0]}-01')`, period)}`;

/** Its problems that no clue of its own stands for: from none, from another campaign's, from one that was refused. */
const aloneOf = (county: string, period: string) => sql`FROM problems q WHERE county = ${county}
  AND campaign_id = ${made.rural}::uuid AND state <> 'withdrawn' AND ${inMonth('found_on', period)}
  AND coalesce((SELECT k.campaign_id <> q.campaign_id OR k.state = 'refused' FROM clues k WHERE k.id = q.clue_id), true)`;

const idsOf = (refs: readonly string[]) => refs.map((ref) => ref.slice(ref.indexOf(':') + 1));

describe('ten thousand generated problems and clues, counted a second time', () => {
  it('F4: every one of the 34 columns, of every county and month', async () => {
    const seen = await eachReport('F4', async (tx, { row }, data) => {
      const c = row.county;
      const month = (column: string) => inMonth(column, row.period);
      const rural = sql.raw(`'${made.rural}'`);
      const standing = sql`coalesce(problem_id NOT IN (SELECT id FROM problems WHERE state = 'withdrawn'), true)`;
      const people = (where: string) => sql`
        SELECT count(*) AS n FROM accountability WHERE county = ${c} AND campaign_id = ${rural}
          AND withdrawn_at IS NULL AND ${month('decided_on')} AND ${standing} AND ${sql.raw(where)}`;
      const expected = new Map<string, ReturnType<typeof sql>>([
        [
          'found',
          sql`SELECT (SELECT count(*) ${cluesOf(c, row.period)}) + (SELECT count(*) ${aloneOf(c, row.period)}) AS n`,
        ],
        [
          'finished',
          sql`SELECT (SELECT count(*) FROM problems WHERE county = ${c} AND campaign_id = ${rural}
                AND state = 'closed' AND ${month('closed_on')})
            + (SELECT count(*) FROM clues k WHERE county = ${c} AND campaign_id = ${rural} AND state = 'closed'
                AND ${month(`greatest(closed_on, date '${made.months[0]}-01')`)} AND k.id NOT IN (SELECT clue_id FROM problems WHERE county = ${c}
                  AND campaign_id = ${rural} AND clue_id IS NOT NULL AND state <> 'withdrawn')) AS n`,
        ],
        [
          'amountFen',
          sql`SELECT coalesce((SELECT sum(amount_fen) ${cluesOf(c, row.period)}), 0)
            + coalesce((SELECT sum(amount_fen) ${aloneOf(c, row.period)}), 0) AS n`,
        ],
        [
          'persons.total',
          sql`SELECT count(*) AS n FROM (SELECT person_key FROM accountability WHERE county = ${c}
            AND campaign_id = ${rural} AND withdrawn_at IS NULL AND ${month('decided_on')} AND ${standing} GROUP BY person_key) p`,
        ],
        ['persons.admonished', people('admonished')],
        ['persons.organisational', people("coalesce(organisational, '') <> ''")],
        ['persons.judicial', people('judicial')],
      ]);
      for (const level of ['county', 'township', 'belowTownship']) {
        expected.set(
          `persons.party.${level}`,
          people(`discipline_level = '${level}' AND coalesce(party_sanction, '') <> ''`),
        );
        expected.set(
          `persons.administrative.${level}`,
          people(`discipline_level = '${level}' AND coalesce(administrative_sanction, '') <> ''`),
        );
      }
      for (const form of ['first', 'second', 'third', 'fourth'])
        for (const level of ['county', 'townshipAndBelow', 'villageCadre', 'other'])
          expected.set(`persons.${form}.${level}`, people(`(form, form_level) = ('${form}', '${level}')`));
      for (const measure of ['reviewed', 'notified'])
        expected.set(
          `units.${measure}`,
          sql`SELECT count(*) AS n FROM unit_measures WHERE county = ${c} AND campaign_id = ${rural}
            AND measure = ${measure} AND withdrawn_at IS NULL AND ${month('decided_on')} AND ${standing}`,
        );
      const exposures = sql`FROM exposures WHERE county = ${c} AND campaign_id = ${rural} AND withdrawn_at IS NULL
        AND ${month('exposed_on')}`;
      expected.set('exposure.times', sql`SELECT count(*) AS n ${exposures}`);
      expected.set('exposure.persons', sql`SELECT sum(persons) AS n ${exposures}`);
      expected.set(
        'exposure.problems',
        sql`SELECT count(*) AS n FROM problems WHERE state <> 'withdrawn' AND id IN (SELECT unnest(problem_ids) ${exposures})`,
      );
      expect(expected.size).toBe(34);
      for (const [path, query] of expected)
        expect(`${c} ${row.period} ${path} ${at(data, `figures.${path}`)}`).toBe(
          `${c} ${row.period} ${path} ${await number(tx, query)}`,
        );
    });
    expect(seen).toBe(18);
  });

  it('F4 and F2: behind every figure stand exactly the records it counts or sums', async () => {
    const summed: Readonly<Record<string, (ids: readonly string[]) => ReturnType<typeof sql>>> = {
      'figures.persons.total': (ids) =>
        sql`SELECT count(DISTINCT person_key) AS n FROM accountability WHERE id = ANY(${ids}::uuid[])`,
      'figures.amountFen': (ids) =>
        sql`SELECT coalesce((SELECT sum(amount_fen) FROM clues WHERE id = ANY(${ids}::uuid[])), 0)
          + coalesce((SELECT sum(amount_fen) FROM problems WHERE id = ANY(${ids}::uuid[])), 0) AS n`,
      'figures.exposure.persons': (ids) =>
        sql`SELECT sum(persons) AS n FROM exposures WHERE id = ANY(${ids}::uuid[])`,
      'row.projects': (ids) =>
        sql`SELECT sum(projects) AS n FROM campaign_results WHERE id = ANY(${ids}::uuid[])`,
    };
    const seen = new Set<string>();
    for (const form of ['F4', 'F2'])
      await eachReport(form, async (tx, { sources }, data) => {
        for (const path of sources.paths.filter((one) => /^(?:figures|row)\./.test(one))) {
          const refs = await sources.of(path);
          const sum = summed[path];
          const behind = sum === undefined ? refs.length : await number(tx, sum(idsOf(refs)));
          expect(new Set(refs).size).toBe(refs.length);
          expect(await sources.of(path, 2)).toEqual(refs.slice(0, 2));
          expect(`${path} ${behind}`).toBe(`${path} ${at(data, path)}`);
          seen.add(path);
        }
      });
    expect(seen.size).toBe(34 + 5);
  });

  it('F5: as many rows as F4 has found, each as it stood at the month’s end', async () => {
    const seen = await eachReport('F5', async (tx, { row }, data) => {
      const parsed = FORMS.F5.parse(data);
      if (!parsed.ok) throw new Error('no F5');
      const { rows } = parsed.value;
      const clues = cluesOf(row.county, row.period);
      const alone = aloneOf(row.county, row.period);
      expect(rows).toHaveLength(
        await number(tx, sql`SELECT (SELECT count(*) ${clues}) + (SELECT count(*) ${alone}) AS n`),
      );
      const ended = rows.filter(({ disposal }) => ['已办结', '了结'].includes(disposal)).length;
      const end = sql.raw(`(date '${row.period}-01' + interval '1 month' - interval '1 day')::date`);
      expect(ended).toBe(
        await number(
          tx,
          sql`SELECT (SELECT count(*) ${clues} AND NOT EXISTS (SELECT 1 FROM problems o WHERE o.clue_id = k.id
                AND o.campaign_id = k.campaign_id AND o.state <> 'withdrawn' AND coalesce(o.closed_on, 'infinity') > ${end})
                AND (SELECT array_agg(disposal ORDER BY "on", position) FROM clue_disposals d
                WHERE d.clue_id = k.id AND d."on" <= ${end})[(SELECT count(*) FROM clue_disposals d
                WHERE d.clue_id = k.id AND d."on" <= ${end})] IN ('已办结', '了结'))
            + (SELECT count(*) ${alone} AND closed_on <= ${end}) AS n`,
        ),
      );
      const persons = rows.reduce(
        (sum, one) => sum + one.persons.filter(({ name }) => name !== '不详').length,
        0,
      );
      expect(rows.filter(({ place }) => place === `昌吉州${row.county_name}`)).toHaveLength(
        await number(tx, sql`SELECT count(*) AS n ${alone}`),
      );
      const faults = FORMS.F5.check(parsed.value).map(({ code }) => code);
      expect(faults).not.toContain('value-missing');
      expect(faults).not.toContain('not-in-list');
      const named = await number(
        tx,
        sql`SELECT (SELECT count(*) FROM clue_persons WHERE clue_id IN (SELECT k.id ${clues})) + (
          SELECT coalesce(sum(least(3, (SELECT count(DISTINCT (a.name, a.post)) FROM accountability a
            WHERE a.problem_id = q.id AND a.withdrawn_at IS NULL AND a.decided_on <= ${end}))), 0) ${alone}) AS n`,
      );
      expect(persons).toBe(named);
      expect(rows.reduce((sum, one) => sum + (one.amountFen ?? 0), 0)).toBe(
        await number(
          tx,
          sql`SELECT coalesce((SELECT sum(amount_fen) ${clues}), 0) + coalesce((SELECT sum(amount_fen) ${alone}), 0) AS n`,
        ),
      );
      // Both as of the month's end: what was put right or got back later is not told yet.
      const behind = sql`FROM problems p WHERE p.county = ${row.county} AND p.campaign_id = ${made.rural}::uuid
        AND p.state <> 'withdrawn' AND (p.clue_id IN (SELECT k.id ${clues}) OR p.id IN (SELECT q.id ${alone}))`;
      expect(rows.reduce((sum, one) => sum + (one.recoveredFen ?? 0), 0)).toBe(
        await number(
          tx,
          sql`SELECT sum(recovered_fen) AS n ${behind} AND NOT coalesce(rectified_on > ${end}, true)`,
        ),
      );
      const told = new Map<string, number>();
      for (const { rectification } of rows) told.set(rectification, (told.get(rectification) ?? 0) + 1);
      const { rows: expected } = await sql<{ text: string; n: number }>`
        SELECT text, count(*)::int AS n FROM (
          SELECT CASE WHEN p.rectified_on <= ${end} THEN p.rectification
            ELSE coalesce((array_agg(o.text ORDER BY o.at DESC) FILTER (WHERE o.text IS NOT NULL))[1],
              CASE WHEN e.concluded_on <= ${end} THEN e.result_text END, '') END AS text
          FROM (SELECT k.id AS clue, NULL::uuid AS problem, k.concluded_on, k.result_text ${clues}
            UNION ALL SELECT NULL, q.id, NULL, NULL ${alone}) e
          LEFT JOIN problems p ON p.state <> 'withdrawn' AND p.campaign_id = ${made.rural}::uuid
            AND (p.id = e.problem OR p.clue_id = e.clue)
          LEFT JOIN problem_notes o ON o.problem_id = p.id AND o.act = 'progress'
            AND o.at < (${end} + 1)::timestamp AT TIME ZONE '+08'
          GROUP BY e.clue, e.problem, e.concluded_on, e.result_text, p.id, p.rectified_on, p.rectification) rows
        GROUP BY text`.execute(tx);
      expect(told).toEqual(new Map(expected.map(({ text, n }) => [text, n])));
    });
    expect(seen).toBe(18);
  });

  it('F4 and F5 of one month agree without a word, but for persons, held against each other by who they are', async () => {
    await eachReport('F4', async (tx, report) => {
      const between = report.faults.filter(({ message }) => message.includes('线索表'));
      expect(between.filter(({ path }) => path !== 'figures.persons.total')).toEqual([]);
      const { county, period } = report.row;
      const end = sql.raw(`(date '${period}-01' + interval '1 month' - interval '1 day')::date`);
      const held = await number(
        tx,
        sql`SELECT count(DISTINCT a.person_key) AS n FROM accountability a WHERE a.county = ${county}
          AND a.campaign_id = ${made.rural}::uuid AND a.withdrawn_at IS NULL AND a.decided_on <= ${end}
          AND (a.clue_id IN (SELECT k.id ${cluesOf(county, period)}) OR a.problem_id IN (
            SELECT p.id FROM problems p WHERE p.state <> 'withdrawn' AND p.campaign_id = a.campaign_id
              AND (p.id IN (SELECT q.id ${aloneOf(county, period)}) OR p.clue_id IN (SELECT k.id ${cluesOf(county, period)}))))`,
      );
      expect(between.length > 0).toBe(at(report.data, 'figures.persons.total') !== held);
    });
  });

  it('F2: found, of these finished, pressing ones solved, batches published', async () => {
    const seen = await eachReport('F2', async (tx, { row, setting, campaign, period }, data) => {
      const from = setting.basis === 'cumulative' ? campaign.starts_on : `${row.period}-01`;
      const days = (column: string) =>
        sql.raw(`${column} >= date '${from}' AND ${column} < date '${row.period}-01' + interval '1 month'`);
      const found = sql`FROM problems WHERE county = ${row.county} AND campaign_id = ${made.rental}::uuid
        AND state IN ('registered', 'rectifying', 'rectified', 'closed') AND ${days('found_on')}`;
      const published = sql`FROM campaign_results WHERE county = ${row.county} AND campaign_id = ${made.rental}::uuid
        AND kind = 'publication' AND ${days('"on"')}`;
      expect(at(data, 'row.found')).toBe(await number(tx, sql`SELECT count(*) AS n ${found}`));
      expect(at(data, 'row.finished')).toBe(
        await number(
          tx,
          sql`SELECT count(*) AS n ${found} AND NOT (closed_on IS NULL OR closed_on > ${period.to}::date)`,
        ),
      );
      expect(at(data, 'row.solved')).toBe(
        await number(
          tx,
          sql`SELECT count(*) AS n FROM problems WHERE county = ${row.county} AND campaign_id = ${made.rental}::uuid
            AND pressing AND state = 'closed' AND ${days('closed_on')}`,
        ),
      );
      expect(at(data, 'row.batches')).toBe(await number(tx, sql`SELECT count(*) AS n ${published}`));
      expect(at(data, 'row.projects')).toBe(await number(tx, sql`SELECT sum(projects) AS n ${published}`));
    });
    expect(seen).toBeGreaterThanOrEqual(18);
  });

  it('F1: every problem once, under the row of its item', async () => {
    const seen = await eachReport('F1', async (tx, { row, sources, period, campaign, setting }, data) => {
      const from = setting.basis === 'cumulative' ? campaign.starts_on : period.from;
      const items = campaign.content.categories.flatMap((category) => category.items);
      const parsed = FORMS.F1.parse(data);
      expect(parsed.ok ? [] : parsed.error).toEqual([]);
      for (const line of ['1', '2', '3', '3-2', '4', '5', '6', '7', '8', '9'] as const) {
        const refs = new Set<string>();
        for (const path of sources.paths)
          if (path.startsWith(`lines.${line}.`) && path.endsWith('.description'))
            for (const ref of await sources.of(path)) refs.add(ref);
        const codes = items.filter(({ f1Line }) => f1Line === line).map(({ code }) => code);
        const elsewhere = items
          .filter(({ f1Line }) => f1Line !== null && f1Line !== '9')
          .map(({ code }) => code);
        const belongs =
          line === '9'
            ? sql`(item IS NULL OR item <> ALL (${elsewhere}::text[]))`
            : sql`item = ANY (${codes}::text[])`;
        expect(`${line} ${refs.size}`).toBe(
          `${line} ${await number(
            tx,
            sql`SELECT count(*) AS n FROM problems WHERE county = ${row.county} AND campaign_id = ${made.rental}::uuid
              AND state <> 'withdrawn' AND found_on >= ${from}::date AND found_on <= ${period.to}::date AND ${belongs}`,
          )}`,
        );
      }
    });
    expect(seen).toBeGreaterThanOrEqual(3);
  });

  it('F3: families that had to leave and have left, by project and nature', async () => {
    const seen = await eachReport('F3', async (tx, { row, period, setting, campaign }, data) => {
      const from = setting.basis === 'cumulative' ? campaign.starts_on : period.from;
      const parsed = FORMS.F3.parse(data);
      if (!parsed.ok) throw new Error('no F3');
      const { rows } = await sql<{ project: string; nature: string; due: number; gone: number }>`
        SELECT coalesce(t.estate_name, '（未登记项目）') AS project, e.nature, count(*) AS due,
          count(e.exited_on) FILTER (WHERE NOT e.exited_on > ${period.to}::date) AS gone
        FROM exits e LEFT JOIN tenancies t ON t.county = e.county AND t.id = e.tenancy_id
        WHERE e.withdrawn_at IS NULL AND e.county = ${row.county} AND NOT e.established_on > ${period.to}::date
          AND coalesce(e.exited_on, 'infinity') >= ${from}::date
        GROUP BY 1, 2`.execute(tx);
      const key = (one: { project: string; nature: string }, due: number, gone: number) =>
        `${one.project} ${one.nature} ${due} ${gone}`;
      expect(parsed.value.rows.map((one) => key(one, one.shouldExit, one.exited)).sort()).toEqual(
        rows.map((one) => key(one, one.due, one.gone)).sort(),
      );
    });
    expect(seen).toBeGreaterThanOrEqual(3);
  });

  it('F6: four contacts with their telephones, which no screen shows', async () => {
    const seen = await eachReport('F6', async (_, report, data) => {
      const parsed = FORMS.F6.parse(data);
      if (!parsed.ok) throw new Error('no F6');
      expect(parsed.value.contacts).toHaveLength(4);
      for (const { phone } of parsed.value.contacts) {
        expect(phone).toMatch(/^1\d{10}$/);
        expect(JSON.stringify(report.data)).not.toContain(phone);
      }
    });
    expect(seen).toBe(3);
  });

  it('a month of nothing is a form of zeros, not an error', async () => {
    await eachReport('F4', async (_, { row, faults }, data) => {
      if (row.county !== made.nothing.county || row.period !== made.nothing.month) return;
      expect(at(data, 'figures.found')).toBe(0);
      expect(at(data, 'figures.amountFen')).toBe(0);
      expect(faults).toEqual([]);
    });
  });
});

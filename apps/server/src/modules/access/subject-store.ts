import {
  type Action,
  isRegisterKind,
  isReportForm,
  mayAct,
  REGISTERS,
  type Role,
  RULE_TITLES,
  reportTitle,
} from '@anju/domain';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../platform/postgres/database.ts';

/** What an event is about, or names in its payload. */
export interface SubjectKey {
  readonly county: string;
  readonly type: string;
  readonly id: string;
}

export interface Subject {
  /** What people call it: a family's code, a number, a title. No name of a private person. */
  readonly name: string;
  /** Where it opens, for a reader who may. */
  readonly link: string | null;
}

interface Found {
  readonly type: string;
  readonly id: string;
  readonly a: string;
  readonly b: string;
}

interface Kind {
  /** `s` are the ids asked for; two texts that the name is made of. */
  readonly rows: RawBuilder<unknown>;
  readonly name: (a: string, b: string) => string;
  readonly path?: (id: string) => string;
  readonly action?: Action;
}

const first = (a: string): string => a;
const both = (a: string, b: string): string => `${a} ${b}`;
const titles: Readonly<Record<string, string>> = RULE_TITLES;
const findingName = (rule: string, code: string): string => `${titles[rule] ?? rule} 户 ${code}`;

/** `type` among the ids, joined by its primary key. */
const from = (table: string, a: RawBuilder<unknown>, b: RawBuilder<unknown> = sql`''`) =>
  sql`SELECT s.type, s.id, (${a})::text AS a, (${b})::text AS b
    FROM subjects s JOIN ${sql.table(table)} t ON t.county = s.county AND t.id = s.id`;

const KINDS: Readonly<Record<string, Kind>> = {
  household: {
    rows: from('households', sql`t.code`),
    name: first,
    path: (id) => `/households/${id}`,
    action: 'household.read',
  },
  finding: {
    rows: from('findings', sql`t.rule`, sql`t.household_code`),
    name: findingName,
    path: (id) => `/findings/${id}`,
    action: 'finding.read',
  },
  exit: {
    rows: sql`SELECT s.type, s.id, h.code AS a, '' AS b
      FROM subjects s JOIN exits t ON t.county = s.county AND t.id = s.id
      JOIN households h ON h.county = t.county AND h.id = t.household_id`,
    name: first,
  },
  paper: {
    rows: sql`SELECT s.type, s.id, f.rule AS a, f.household_code AS b
      FROM subjects s JOIN papers t ON t.county = s.county AND t.id = s.id
      JOIN findings f ON f.county = t.county AND f.id = t.finding_id`,
    name: (rule, code) => `${findingName(rule, code)} 的材料`,
  },
  clue: {
    rows: from('clues', sql`t.number`),
    name: first,
    path: (id) => `/clues/${id}`,
    action: 'clue.read',
  },
  problem: {
    rows: from('problems', sql`t.number`),
    name: first,
    path: (id) => `/problems/${id}`,
    action: 'campaign.read',
  },
  supervision: {
    rows: from('supervisions', sql`t.number`),
    name: first,
    path: (id) => `/supervision/notices/${id}`,
    action: 'campaign.read',
  },
  campaign: {
    rows: from('campaigns', sql`t.title`),
    name: first,
    path: (id) => `/campaigns/${id}`,
    action: 'campaign.read',
  },
  'campaign-result': { rows: from('campaign_results', sql`t.title`), name: first },
  check: {
    rows: from('checks', sql`t.title`),
    name: first,
    path: (id) => `/supervision/checks/${id}`,
    action: 'campaign.read',
  },
  'check-item': {
    rows: sql`SELECT s.type, s.id, c.title AS a, t.rank::text AS b
      FROM subjects s JOIN check_items t ON t.county = s.county AND t.id = s.id
      JOIN checks c ON c.county = t.county AND c.id = t.check_id`,
    name: (title, rank) => `${title} 第 ${rank} 个`,
  },
  report: {
    rows: from('reports', sql`t.form`, sql`t.period`),
    name: (form, period) => (isReportForm(form) ? reportTitle({ form, period }) : `${form} ${period}`),
    path: (id) => `/reports/${id}`,
    action: 'report.read',
  },
  import: {
    rows: from('imports', sql`t.file_name`),
    name: first,
    path: (id) => `/imports/${id}`,
    action: 'import.manage',
  },
  feed: {
    rows: from('feeds', sql`t.kind`, sql`t.as_of`),
    name: (kind, asOf) => `${isRegisterKind(kind) ? REGISTERS[kind].label : kind} ${asOf}`,
    path: (id) => `/feeds/${id}`,
    action: 'feed.read',
  },
  run: {
    rows: from('runs', sql`t.as_of`),
    name: (asOf) => `基准日 ${asOf}`,
    path: (id) => `/runs/${id}`,
    action: 'run.read',
  },
  policy: {
    rows: from('policies', sql`t.title`, sql`t.effective_from`),
    name: both,
    path: (id) => `/policies/${id}`,
    action: 'policy.read',
  },
  user: { rows: from('users', sql`t.name`), name: first },
  department: { rows: from('departments', sql`t.name`), name: first },
  'unit-measure': { rows: from('unit_measures', sql`t.unit_name`), name: first },
  exposure: { rows: from('exposures', sql`t.title`), name: first },
  'typical-case': { rows: from('typical_cases', sql`t.month`), name: first },
  accountability: { rows: from('accountability', sql`t.decided_on`), name: first },
};

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** By id, what people call each of them; one query for all. Ids that are no records' are left out. */
export async function nameSubjects(
  tx: Tx,
  roles: readonly Role[],
  keys: readonly SubjectKey[],
): Promise<ReadonlyMap<string, Subject>> {
  const asked = keys.filter(({ type, id }) => KINDS[type] !== undefined && UUID.test(id));
  if (asked.length === 0) return new Map();
  const branches = [...new Set(asked.map(({ type }) => type))].flatMap((type) => {
    const kind = KINDS[type];
    return kind === undefined ? [] : [sql`${kind.rows} WHERE s.type = ${type}`];
  });
  const { rows } = await sql<Found>`
    WITH subjects AS MATERIALIZED (
      SELECT DISTINCT county, type, id
      FROM jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) AS s (county char(6), type text, id uuid))
    ${sql.join(branches, sql` UNION ALL `)}`.execute(tx);
  return new Map(
    rows.flatMap(({ type, id, a, b }): [string, Subject][] => {
      const kind = KINDS[type];
      if (kind === undefined) return [];
      const opens = kind.path !== undefined && kind.action !== undefined && mayAct(roles, kind.action);
      return [[id, { name: kind.name(a, b), link: opens ? (kind.path?.(id) ?? null) : null }]];
    }),
  );
}

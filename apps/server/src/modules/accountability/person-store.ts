import type {
  DisciplineLevel,
  FormLevel,
  OrganisationalMeasure,
  PartySanction,
  Sanction,
  SupervisionForm,
} from '@anju/domain';
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Actor } from '../../platform/actor.ts';
import type { Position } from '../../platform/http/paging.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { aboutOpenCase } from '../supervision/index.ts';

export interface PersonRow {
  readonly county: string;
  readonly county_name: string;
  readonly id: string;
  readonly region: string;
  readonly campaign_id: string;
  readonly campaign_title: string;
  readonly problem_id: string | null;
  readonly clue_id: string | null;
  readonly case_number: string;
  readonly name: string;
  readonly post: string;
  readonly person_key: Buffer;
  readonly discipline_level: DisciplineLevel;
  readonly form_level: FormLevel;
  readonly party_member: boolean;
  readonly public_servant: boolean;
  readonly party_sanction: PartySanction | null;
  readonly administrative_sanction: Sanction | null;
  readonly admonished: boolean;
  readonly organisational: OrganisationalMeasure | null;
  readonly judicial: boolean;
  readonly form: SupervisionForm | null;
  readonly decided_on: string;
  readonly document_no: string;
  readonly decided_by: string;
  readonly recorded_by_name: string;
  readonly created_at: Date;
  readonly withdrawn_at: Date | null;
  readonly withdrawn_by_name: string | null;
  readonly withdrawn_reason: string | null;
  readonly version: number;
}

export const MEASURES = ['party', 'administrative', 'admonished', 'organisational', 'judicial'] as const;

export interface PersonFilter {
  readonly campaign?: string | undefined;
  /** 'YYYY-MM' of the decision. */
  readonly month?: string | undefined;
  readonly measure?: (typeof MEASURES)[number] | undefined;
  readonly form?: SupervisionForm | undefined;
  readonly formLevel?: FormLevel | undefined;
  readonly problem?: string | undefined;
  /** Withdrawn ones alone; what stands, when not given. */
  readonly withdrawn?: boolean | undefined;
  readonly q?: string | undefined;
}

const FROM = sql`
  accountability a
  JOIN tenants t ON t.county = a.county
  JOIN campaigns m ON m.county = a.county AND m.id = a.campaign_id
  LEFT JOIN problems p ON p.county = a.county AND p.id = a.problem_id
  LEFT JOIN clues k ON k.county = a.county AND k.id = a.clue_id`;

const COLUMNS = sql`
  a.*, t.name AS county_name, m.title AS campaign_title, coalesce(p.number, k.number, '') AS case_number`;

const TAKEN: Readonly<Record<(typeof MEASURES)[number], RawBuilder<SqlBool>>> = {
  party: sql<SqlBool>`a.party_sanction IS NOT NULL`,
  administrative: sql<SqlBool>`a.administrative_sanction IS NOT NULL`,
  admonished: sql<SqlBool>`a.admonished`,
  organisational: sql<SqlBool>`a.organisational IS NOT NULL`,
  judicial: sql<SqlBool>`a.judicial`,
};

function conditions(reader: Actor, filter: PersonFilter): RawBuilder<SqlBool> {
  const parts = [sql<SqlBool>`a.region LIKE ${`${reader.scope}%`}`, aboutOpenCase(reader, 'a')];
  if (filter.campaign !== undefined) parts.push(sql`a.campaign_id = ${filter.campaign}::uuid`);
  if (filter.month !== undefined) parts.push(sql`to_char(a.decided_on, 'YYYY-MM') = ${filter.month}`);
  if (filter.measure !== undefined) parts.push(TAKEN[filter.measure]);
  if (filter.form !== undefined) parts.push(sql`a.form = ${filter.form}`);
  if (filter.formLevel !== undefined) parts.push(sql`a.form_level = ${filter.formLevel}`);
  if (filter.problem !== undefined) parts.push(sql`a.problem_id = ${filter.problem}::uuid`);
  parts.push(filter.withdrawn === true ? sql`a.withdrawn_at IS NOT NULL` : sql`a.withdrawn_at IS NULL`);
  if (filter.q !== undefined && filter.q !== '') {
    const words = `%${filter.q.replaceAll(/[\\%_]/g, '\\$&')}%`;
    parts.push(
      sql`(a.name LIKE ${words} OR a.post LIKE ${words} OR a.document_no LIKE ${words} OR p.number LIKE ${words})`,
    );
  }
  return sql.join(parts, sql` AND `);
}

/** One page, the newest decision first. */
export async function listPersons(
  tx: Tx,
  reader: Actor,
  filter: PersonFilter,
  page: { readonly after: Position | null; readonly limit: number },
): Promise<{ readonly rows: readonly PersonRow[]; readonly next: Position | null }> {
  const beyond =
    page.after === null
      ? sql`true`
      : sql`(a.decided_on::text, a.id) < (${page.after.key}, ${page.after.id}::uuid)`;
  const { rows } = await sql<PersonRow>`
    SELECT ${COLUMNS} FROM ${FROM} WHERE ${conditions(reader, filter)} AND ${beyond}
    ORDER BY a.decided_on::text DESC, a.id DESC LIMIT ${page.limit + 1}`.execute(tx);
  const shown = rows.slice(0, page.limit);
  const last = shown.at(-1);
  const next = rows.length > page.limit && last !== undefined ? { key: last.decided_on, id: last.id } : null;
  return { rows: shown, next };
}

export interface PersonCounts {
  readonly records: number;
  /** Persons; all the others are person-times. */
  readonly persons: number;
  readonly party: number;
  readonly administrative: number;
  readonly admonished: number;
  readonly organisational: number;
  readonly judicial: number;
}

/** Persons against person-times of what the filter holds. */
export async function countPersons(tx: Tx, reader: Actor, filter: PersonFilter): Promise<PersonCounts> {
  const { rows } = await sql<PersonCounts>`
    SELECT count(*)::int AS records, count(DISTINCT a.person_key)::int AS persons,
      (count(*) FILTER (WHERE ${TAKEN.party}))::int AS party,
      (count(*) FILTER (WHERE ${TAKEN.administrative}))::int AS administrative,
      (count(*) FILTER (WHERE ${TAKEN.admonished}))::int AS admonished,
      (count(*) FILTER (WHERE ${TAKEN.organisational}))::int AS organisational,
      (count(*) FILTER (WHERE ${TAKEN.judicial}))::int AS judicial
    FROM ${FROM} WHERE ${conditions(reader, filter)}`.execute(tx);
  const [row] = rows;
  if (row === undefined) throw new Error('a count without a row');
  return row;
}

export async function readPerson(tx: Tx, reader: Actor, id: string): Promise<PersonRow | null> {
  const { rows } = await sql<PersonRow>`
    SELECT ${COLUMNS} FROM ${FROM}
    WHERE a.id = ${id}::uuid AND a.region LIKE ${`${reader.scope}%`} AND ${aboutOpenCase(reader, 'a')}`.execute(
    tx,
  );
  return rows[0] ?? null;
}

/** Records of the same name in the county that stand, for the question whether it is the same person. */
export async function listSameName(
  tx: Tx,
  reader: Actor,
  county: string,
  name: string,
): Promise<readonly PersonRow[]> {
  const { rows } = await sql<PersonRow>`
    SELECT ${COLUMNS} FROM ${FROM}
    WHERE a.county = ${county} AND a.name = ${name} AND a.withdrawn_at IS NULL
      AND a.region LIKE ${`${reader.scope}%`} AND ${aboutOpenCase(reader, 'a')}
    ORDER BY a.decided_on DESC, a.id DESC LIMIT 20`.execute(tx);
  return rows;
}

/** Whether a standing record of the campaign counts this person in the month already. */
export async function isCounted(
  tx: Tx,
  of: {
    readonly county: string;
    readonly campaignId: string;
    readonly personKey: Buffer;
    readonly month: string;
  },
): Promise<boolean> {
  const { rows } = await sql`
    SELECT 1 FROM accountability
    WHERE county = ${of.county} AND campaign_id = ${of.campaignId}::uuid AND person_key = ${of.personKey}
      AND to_char(decided_on, 'YYYY-MM') = ${of.month} AND withdrawn_at IS NULL LIMIT 1`.execute(tx);
  return rows.length > 0;
}

export interface NewPerson {
  readonly county: string;
  readonly id: string;
  readonly region: string;
  readonly campaignId: string;
  readonly problemId: string | null;
  readonly clueId: string | null;
  readonly name: string;
  readonly post: string;
  readonly personKey: Buffer;
  readonly disciplineLevel: DisciplineLevel;
  readonly formLevel: FormLevel;
  readonly partyMember: boolean;
  readonly publicServant: boolean;
  readonly partySanction: PartySanction | null;
  readonly administrativeSanction: Sanction | null;
  readonly admonished: boolean;
  readonly organisational: OrganisationalMeasure | null;
  readonly judicial: boolean;
  readonly form: SupervisionForm | null;
  readonly decidedOn: string;
  readonly documentNo: string;
  readonly decidedBy: string;
  readonly byName: string;
  readonly at: Date;
}

/** @returns false where the same decision about the same person in the same case is recorded already */
export async function insertPerson(tx: Tx, person: NewPerson): Promise<boolean> {
  const { numAffectedRows } = await sql`
    INSERT INTO accountability (county, id, region, campaign_id, problem_id, clue_id, name, post, person_key,
      discipline_level, form_level, party_member, public_servant, party_sanction, administrative_sanction,
      admonished, organisational, judicial, form, decided_on, document_no, decided_by, recorded_by_name, created_at)
    VALUES (${person.county}, ${person.id}, ${person.region}, ${person.campaignId}, ${person.problemId},
      ${person.clueId}, ${person.name}, ${person.post}, ${person.personKey}, ${person.disciplineLevel},
      ${person.formLevel}, ${person.partyMember}, ${person.publicServant}, ${person.partySanction},
      ${person.administrativeSanction}, ${person.admonished}, ${person.organisational}, ${person.judicial},
      ${person.form}, ${person.decidedOn}::date, ${person.documentNo}, ${person.decidedBy}, ${person.byName},
      ${person.at})
    ON CONFLICT (county, campaign_id, person_key, coalesce(problem_id, clue_id), document_no)
      WHERE withdrawn_at IS NULL DO NOTHING`.execute(tx);
  return Number(numAffectedRows ?? 0) === 1;
}

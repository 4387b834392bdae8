import type { SupervisionLevel, SupervisionState } from '@anju/domain';
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Actor } from '../../platform/actor.ts';
import type { Position } from '../../platform/http/paging.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { aboutOpenCase } from './case-store.ts';

/** A 督办 notice with what its page and its acts need. */
export interface NoticeRow {
  readonly county: string;
  readonly county_name: string;
  readonly id: string;
  readonly region: string;
  readonly number: string;
  readonly campaign_id: string | null;
  readonly campaign_title: string | null;
  readonly problem_id: string | null;
  readonly clue_id: string | null;
  /** The clue it is about, or the one that its problem came from. */
  readonly from_clue: string | null;
  readonly report_id: string | null;
  /** Form and period in words. */
  readonly report_key: string | null;
  readonly case_number: string | null;
  readonly case_summary: string | null;
  readonly organisation: string;
  readonly organisation_name: string;
  readonly demand: string;
  readonly issued_on: string;
  readonly due_on: string;
  readonly level: SupervisionLevel;
  readonly state: SupervisionState;
  readonly answer: string;
  readonly answered_on: string | null;
  readonly answered_by: string | null;
  readonly answered_by_name: string | null;
  readonly escalated_on: string | null;
  /** How often it passed its day unanswered. */
  readonly lapses: number;
  readonly settled_on: string | null;
  readonly issuer: string;
  readonly issuer_name: string;
  readonly issued_by: string;
  readonly issued_by_name: string;
  readonly changed_by_name: string | null;
  readonly version: number;
}

export interface NoticeFilter {
  readonly campaign?: string | undefined;
  readonly state?: SupervisionState | undefined;
  readonly level?: number | undefined;
  readonly organisation?: string | undefined;
  readonly problem?: string | undefined;
  readonly clue?: string | undefined;
  readonly about?: 'problem' | 'clue' | 'report' | undefined;
  readonly overdue?: boolean | undefined;
  readonly q?: string | undefined;
}

const FROM = sql`
  supervisions s
  JOIN tenants t ON t.county = s.county
  LEFT JOIN campaigns m ON m.county = s.county AND m.id = s.campaign_id
  LEFT JOIN problems p ON p.county = s.county AND p.id = s.problem_id
  LEFT JOIN clues k ON k.county = s.county AND k.id = s.clue_id
  LEFT JOIN clue_cases r ON r.county = s.county AND r.case_id = s.problem_id`;

const COLUMNS = sql`
  s.*, t.name AS county_name, m.title AS campaign_title, coalesce(p.number, k.number) AS case_number,
  coalesce(s.clue_id, r.clue_id) AS from_clue,
  coalesce(p.description, k.summary) AS case_summary`;

const ABOUT = {
  problem: sql`s.problem_id IS NOT NULL`,
  clue: sql`s.clue_id IS NOT NULL`,
  report: sql`s.report_key IS NOT NULL`,
} as const;

function conditions(reader: Actor, filter: NoticeFilter, today: string): RawBuilder<SqlBool> {
  const parts = [sql<SqlBool>`s.region LIKE ${`${reader.scope}%`}`, aboutOpenCase(reader, 's')];
  if (filter.campaign !== undefined) parts.push(sql`s.campaign_id = ${filter.campaign}::uuid`);
  if (filter.state !== undefined) parts.push(sql`s.state = ${filter.state}`);
  if (filter.level !== undefined) parts.push(sql`s.level = ${filter.level}`);
  if (filter.organisation !== undefined) parts.push(sql`s.organisation LIKE ${`${filter.organisation}%`}`);
  if (filter.problem !== undefined) parts.push(sql`s.problem_id = ${filter.problem}::uuid`);
  if (filter.clue !== undefined) parts.push(sql`s.clue_id = ${filter.clue}::uuid`);
  if (filter.about !== undefined) parts.push(sql<SqlBool>`${ABOUT[filter.about]}`);
  if (filter.overdue === true) parts.push(sql`s.state = 'issued' AND s.due_on < ${today}::date`);
  if (filter.q !== undefined && filter.q !== '') {
    const words = `%${filter.q.replaceAll(/[\\%_]/g, '\\$&')}%`;
    parts.push(
      sql`(s.number LIKE ${words} OR s.organisation_name LIKE ${words} OR s.demand LIKE ${words} OR p.number LIKE ${words})`,
    );
  }
  return sql.join(parts, sql` AND `);
}

/** Open ones first by due date, then the settled ones. */
const KEY = sql`(CASE s.state WHEN 'settled' THEN '1' ELSE '0' END || s.due_on::text)`;

export async function listNotices(
  tx: Tx,
  reader: Actor,
  filter: NoticeFilter,
  page: { readonly after: Position | null; readonly limit: number; readonly today: string },
): Promise<{ readonly rows: readonly NoticeRow[]; readonly next: Position | null }> {
  const beyond =
    page.after === null ? sql`true` : sql`(${KEY}, s.id) > (${page.after.key}, ${page.after.id}::uuid)`;
  const { rows } = await sql<NoticeRow & { sort_key: string }>`
    SELECT ${COLUMNS}, ${KEY} AS sort_key FROM ${FROM}
    WHERE ${conditions(reader, filter, page.today)} AND ${beyond}
    ORDER BY ${KEY}, s.id LIMIT ${page.limit + 1}`.execute(tx);
  const shown = rows.slice(0, page.limit);
  const last = shown.at(-1);
  const next = rows.length > page.limit && last !== undefined ? { key: last.sort_key, id: last.id } : null;
  return { rows: shown, next };
}

export async function countNotices(
  tx: Tx,
  reader: Actor,
  filter: NoticeFilter,
  today: string,
): Promise<number> {
  const { rows } = await sql<{ count: string }>`
    SELECT count(*) AS count FROM ${FROM} WHERE ${conditions(reader, filter, today)}`.execute(tx);
  return Number(rows[0]?.count ?? 0);
}

export async function readNotice(tx: Tx, reader: Actor, id: string): Promise<NoticeRow | null> {
  const { rows } = await sql<NoticeRow>`
    SELECT ${COLUMNS} FROM ${FROM}
    WHERE s.id = ${id}::uuid AND s.region LIKE ${`${reader.scope}%`} AND ${aboutOpenCase(reader, 's')}`.execute(
    tx,
  );
  return rows[0] ?? null;
}

/** A notice in the reader's sight, locked until the transaction ends. */
export async function lockNotice(tx: Tx, reader: Actor, id: string): Promise<NoticeRow | null> {
  const { rows } = await sql<NoticeRow>`
    SELECT ${COLUMNS} FROM ${FROM}
    WHERE s.id = ${id}::uuid AND s.region LIKE ${`${reader.scope}%`} AND ${aboutOpenCase(reader, 's')}
    FOR UPDATE OF s`.execute(tx);
  return rows[0] ?? null;
}

/** Unanswered notices of a county that are past their day and not told of at every level, locked; those that another process holds are its own. */
export async function lockOverdue(tx: Tx, county: string, today: string): Promise<readonly NoticeRow[]> {
  const { rows } = await sql<NoticeRow>`
    SELECT ${COLUMNS} FROM ${FROM}
    WHERE s.county = ${county} AND s.state = 'issued' AND s.due_on < ${today}::date
      AND (s.level < 3 OR s.escalated_on IS NULL)
    ORDER BY s.id FOR UPDATE OF s SKIP LOCKED`.execute(tx);
  return rows;
}

/** Answers of a county given before `before` that nobody looked at and of which the issuer was not reminded, locked. */
export async function lockUnlooked(tx: Tx, county: string, before: string): Promise<readonly NoticeRow[]> {
  const { rows } = await sql<NoticeRow>`
    SELECT ${COLUMNS} FROM ${FROM}
    WHERE s.county = ${county} AND s.state = 'answered' AND s.answered_on < ${before}::date AND s.reminded_on IS NULL
    ORDER BY s.id FOR UPDATE OF s SKIP LOCKED`.execute(tx);
  return rows;
}

/** Written down by the system itself: no change that a person could have missed. */
export async function markReminded(tx: Tx, id: string, on: string): Promise<void> {
  await sql`UPDATE supervisions SET reminded_on = ${on}::date WHERE id = ${id}::uuid`.execute(tx);
}

export interface NewNotice {
  readonly county: string;
  readonly id: string;
  readonly region: string;
  readonly number: string;
  readonly campaignId: string | null;
  readonly problemId: string | null;
  readonly clueId: string | null;
  readonly reportId: string | null;
  readonly reportKey: string | null;
  readonly organisation: string;
  readonly organisationName: string;
  readonly demand: string;
  readonly issuedOn: string;
  readonly dueOn: string;
  readonly issuer: string;
  readonly issuerName: string;
  readonly by: { readonly id: string; readonly name: string };
  readonly at: Date;
}

export async function insertNotice(tx: Tx, row: NewNotice): Promise<void> {
  await sql`
    INSERT INTO supervisions (county, id, region, number, campaign_id, problem_id, clue_id, report_id, report_key,
      organisation, organisation_name, demand, issued_on, due_on, state, issuer, issuer_name, issued_by,
      issued_by_name, created_at, updated_at)
    VALUES (${row.county}, ${row.id}, ${row.region}, ${row.number}, ${row.campaignId}, ${row.problemId},
      ${row.clueId}, ${row.reportId}, ${row.reportKey}, ${row.organisation}, ${row.organisationName}, ${row.demand},
      ${row.issuedOn}::date, ${row.dueOn}::date, 'issued', ${row.issuer}, ${row.issuerName}, ${row.by.id},
      ${row.by.name}, ${row.at}, ${row.at})`.execute(tx);
}

export async function updateNotice(
  tx: Tx,
  id: string,
  change: {
    readonly state?: SupervisionState;
    readonly level?: SupervisionLevel;
    readonly answer?: {
      readonly text: string;
      readonly on: string;
      readonly by: string;
      readonly byName: string;
    };
    readonly dueOn?: string;
    readonly escalatedOn?: string | null;
    readonly lapses?: number;
    readonly settledOn?: string;
  },
  by: { readonly name: string; readonly at: Date },
): Promise<void> {
  const parts = [sql`changed_by_name = ${by.name}`, sql`updated_at = ${by.at}`, sql`version = version + 1`];
  if (change.state !== undefined) parts.push(sql`state = ${change.state}`);
  if (change.level !== undefined) parts.push(sql`level = ${change.level}`);
  if (change.answer !== undefined) {
    parts.push(
      sql`answer = ${change.answer.text}`,
      sql`answered_on = ${change.answer.on}::date`,
      sql`answered_by = ${change.answer.by}::uuid`,
      sql`answered_by_name = ${change.answer.byName}`,
      sql`reminded_on = NULL`,
    );
  }
  if (change.dueOn !== undefined) parts.push(sql`due_on = ${change.dueOn}::date`);
  if (change.escalatedOn !== undefined) parts.push(sql`escalated_on = ${change.escalatedOn}::date`);
  if (change.lapses !== undefined) parts.push(sql`lapses = ${change.lapses}`);
  if (change.settledOn !== undefined) parts.push(sql`settled_on = ${change.settledOn}::date`);
  await sql`UPDATE supervisions SET ${sql.join(parts)} WHERE id = ${id}::uuid`.execute(tx);
}

export interface NoticeNote {
  readonly id: string;
  readonly act: string;
  readonly text: string;
  readonly by_name: string;
  readonly at: Date;
}

export async function insertNoticeNote(
  tx: Tx,
  note: {
    readonly county: string;
    readonly id: string;
    readonly noticeId: string;
    readonly region: string;
    readonly act: string;
    readonly text: string;
    readonly byName: string;
    readonly at: Date;
  },
): Promise<void> {
  await sql`
    INSERT INTO supervision_notes (county, id, supervision_id, region, act, text, by_name, at)
    VALUES (${note.county}, ${note.id}, ${note.noticeId}, ${note.region}, ${note.act}, ${note.text},
      ${note.byName}, ${note.at})`.execute(tx);
}

export async function listNoticeNotes(tx: Tx, noticeId: string): Promise<readonly NoticeNote[]> {
  const { rows } = await sql<NoticeNote>`
    SELECT id, act, text, by_name, at FROM supervision_notes
    WHERE supervision_id = ${noticeId}::uuid ORDER BY at, id`.execute(tx);
  return rows;
}

import { ENDING_DISPOSALS, type ReportForm } from '@anju/domain';
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { clueCounted } from '../../clues/index.ts';
import type { CountingScope, PeriodSequence } from './form-scope.ts';

/** A problem that stands on the ledger. */
const STANDING = sql<SqlBool>`p.state <> 'withdrawn'`;

const clueScope = (scope: CountingScope) =>
  sql<SqlBool>`c.county = ${scope.county} AND c.campaign_id = ${scope.campaignId}::uuid AND ${clueCounted()}`;

export const problemScope = (scope: CountingScope) =>
  sql<SqlBool>`p.county = ${scope.county} AND p.campaign_id = ${scope.campaignId}::uuid AND ${STANDING}`;

export const within = (column: RawBuilder<unknown>, scope: CountingScope) =>
  sql<SqlBool>`${column} BETWEEN ${scope.from}::date AND ${scope.to}::date`;

/** A clue of the campaign that came in, or ended, before it began counts on its first day, as a finding does. */
const withinCampaign = (column: RawBuilder<unknown>, scope: CountingScope) =>
  scope.from <= scope.startsOn ? sql<SqlBool>`${column} <= ${scope.to}::date` : within(column, scope);

/** The problem's clue is counted in the campaign, itself or as the one it was merged into. */
const HAS_COUNTED_CLUE = sql<SqlBool>`EXISTS (
  SELECT FROM clues c WHERE c.county = p.county AND c.id = p.clue_id AND c.campaign_id = p.campaign_id
    AND c.state NOT IN ('refused', 'recalled'))`;

type Day = RawBuilder<unknown>;

/** The problem `p` stood closed at the end of a day: as it stands now or, reopened since, as its acts until then left it. */
export const problemClosedAt = (
  day: Day,
) => sql<SqlBool>`(p.closed_on <= ${day} OR coalesce(p.reopened > 0 AND (
  SELECT n.act = 'close' FROM problem_notes n WHERE n.county = p.county AND n.problem_id = p.id
    AND n.act IN ('close', 'reopen') AND (n.at AT TIME ZONE 'Asia/Shanghai')::date <= ${day}
  ORDER BY n.at DESC, n.id DESC LIMIT 1), false))`;

/**
 * A signed form of a period left the problem `p` out: it stood withdrawn then, and the signature still stood when it was
 * restored. What happens to that form later, a return or another signature, changes nothing here.
 */
const leftOutOf = (form: ReportForm, period: Day) => sql<SqlBool>`coalesce((
  SELECT n.act IN ('approve', 'accept-file') AND (
    SELECT w.act = 'withdraw' FROM problem_notes w WHERE w.county = p.county AND w.problem_id = p.id
      AND w.act IN ('withdraw', 'restore') AND w.at <= n.at ORDER BY w.at DESC, w.id DESC LIMIT 1)
  FROM reports r JOIN report_notes n ON n.county = r.county AND n.report_id = r.id
  WHERE r.county = p.county AND r.campaign_id = p.campaign_id AND r.form = ${form} AND r.period = ${period}
    AND n.act IN ('approve', 'accept-file', 'send-back', 'return', 'unlock')
    AND n.at <= (SELECT max(w.at) FROM problem_notes w WHERE w.county = p.county AND w.problem_id = p.id
      AND w.act = 'restore')
  ORDER BY n.at DESC, n.id DESC LIMIT 1), false)`;

const earlierPeriods = ({ earlier }: PeriodSequence) => sql`unnest(
  ${earlier.map(({ period }) => period)}::text[], ${earlier.map(({ to }) => to)}::date[]) AS earlier (period, day)`;

/** The problem `p` was found in the period, and was never withdrawn and restored. */
const foundOnce = (scope: CountingScope) =>
  scope.sequence === null
    ? within(sql`p.found_on`, scope)
    : sql<SqlBool>`p.restored = 0 AND ${within(sql`p.found_on`, scope)}`;

/**
 * The problem `p` was withdrawn and restored, and is found in the period: the first one, from its own on, whose form was
 * not signed without it.
 */
function foundAgain({ sequence, to }: CountingScope): RawBuilder<SqlBool> {
  if (sequence === null) return sql`false`;
  const { form, period } = sequence;
  return sql<SqlBool>`p.restored > 0 AND p.found_on <= ${to}::date AND NOT ${leftOutOf(form, sql`${period}`)}
    AND NOT EXISTS (SELECT FROM ${earlierPeriods(sequence)}
      WHERE earlier.day >= p.found_on AND NOT ${leftOutOf(form, sql`earlier.period`)})`;
}

/** The problem `p` was found in the period. */
export const problemFound = (scope: CountingScope) =>
  sql<SqlBool>`((${foundOnce(scope)}) OR (${foundAgain(scope)}))`;

/** The clue `c` stood closed at the end of a day, likewise. */
export const clueClosedAt = (day: Day) => sql<SqlBool>`(c.closed_on <= ${day} OR coalesce(c.reopened > 0 AND (
  SELECT d.disposal = ANY(${[...ENDING_DISPOSALS]}::text[]) FROM clue_disposals d
  WHERE d.county = c.county AND d.clue_id = c.id AND d."on" <= ${day}
  ORDER BY d."on" DESC, d.position DESC LIMIT 1), false))`;

/**
 * Finished in the period. Note 2 of form F4, "不得重复统计": what was reopened counts in the first period at whose end
 * it stood finished, and in no later one.
 */
const finishedWithin = (
  scope: CountingScope,
  of: {
    readonly reopened: Day;
    readonly once: RawBuilder<SqlBool>;
    readonly at: (day: Day) => RawBuilder<SqlBool>;
    readonly toldIn: (sequence: PeriodSequence) => RawBuilder<SqlBool>;
  },
) =>
  sql<SqlBool>`CASE WHEN ${of.reopened} = 0 THEN ${of.once} ELSE ${of.at(sql`${scope.to}::date`)} AND NOT ${
    scope.sequence === null ? sql`false` : of.toldIn(scope.sequence)
  } END`;

/** The problem `p` was finished in the period. */
export const problemFinished = (scope: CountingScope) =>
  finishedWithin(scope, {
    reopened: sql`p.reopened`,
    once: within(sql`p.closed_on`, scope),
    at: problemClosedAt,
    toldIn: (sequence) => sql<SqlBool>`EXISTS (SELECT FROM ${earlierPeriods(sequence)}
      WHERE ${problemClosedAt(sql`earlier.day`)}
        AND NOT (p.restored > 0 AND ${leftOutOf(sequence.form, sql`earlier.period`)}))`,
  });

const clueFinished = (scope: CountingScope) =>
  finishedWithin(scope, {
    reopened: sql`c.reopened`,
    once: withinCampaign(sql`c.closed_on`, scope),
    at: clueClosedAt,
    toldIn: (sequence) => sql<SqlBool>`EXISTS (SELECT FROM ${earlierPeriods(sequence)}
      WHERE ${clueClosedAt(sql`earlier.day`)})`,
  });

const HAS_PROBLEM = sql<SqlBool>`EXISTS (
  SELECT FROM problems p WHERE p.county = c.county AND p.clue_id = c.id AND p.campaign_id = c.campaign_id
    AND ${STANDING})`;

/** The clue `c` was concluded untrue by the period's end, and no problem came of it all the same. */
const untrueBy = (scope: CountingScope) => sql<SqlBool>`coalesce(
  c.result = 'untrue' AND c.concluded_on <= ${scope.to}::date AND NOT ${HAS_PROBLEM}, false)`;

const counts = (scope: CountingScope) =>
  scope.untrueClues === 'left-out' ? sql<SqlBool>`NOT ${untrueBy(scope)}` : sql<SqlBool>`true`;

/**
 * Entries found in the period: the campaign's clues, and its problems that came from no clue of it. Forms F4 and F5
 * count the same ones, unless F4 leaves out those concluded untrue. Columns: kind, id, found_on, amount_fen; of a clue
 * its present disposal and whether it was untrue; of a problem whether it stood closed at the period's end.
 */
export const foundEntries = (scope: CountingScope) => sql<{ kind: 'clue' | 'problem'; id: string }>`
  SELECT 'clue' AS kind, c.id, c.received_on AS found_on, c.amount_fen, c.disposal, ${untrueBy(scope)} AS untrue,
    NULL::boolean AS closed
  FROM clues c WHERE ${clueScope(scope)} AND ${withinCampaign(sql`c.received_on`, scope)} AND ${counts(scope)}
  UNION ALL ${foundProblems(scope, foundOnce(scope))}
  UNION ALL ${foundProblems(scope, foundAgain(scope))}`;

// Two lists instead of one condition: with an "or" the many that were never restored are searched one by one.
const foundProblems = (scope: CountingScope, found: RawBuilder<SqlBool>) => sql`
  SELECT 'problem', p.id, p.found_on, p.amount_fen, NULL, false, ${problemClosedAt(sql`${scope.to}::date`)}
  FROM problems p WHERE ${problemScope(scope)} AND ${found} AND NOT ${HAS_COUNTED_CLUE}`;

/** Entries finished in the period, each once: problems by their close-out, clues that became no problem by their end. */
export const finishedEntries = (scope: CountingScope) => sql<{ kind: 'clue' | 'problem'; id: string }>`
  SELECT 'clue' AS kind, c.id
  FROM clues c WHERE ${clueScope(scope)} AND ${clueFinished(scope)} AND NOT ${HAS_PROBLEM} AND ${counts(scope)}
  UNION ALL
  SELECT 'problem', p.id
  FROM problems p WHERE ${problemScope(scope)} AND ${problemFinished(scope)}`;

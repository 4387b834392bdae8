import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { CountingScope } from './form-scope.ts';

/** Clues that count: not merged into another, not refused. */
const COUNTED_CLUE = sql<SqlBool>`c.state NOT IN ('merged', 'refused')`;

/** A problem that stands on the ledger. */
const STANDING = sql<SqlBool>`p.state <> 'withdrawn'`;

const clueScope = (scope: CountingScope) =>
  sql<SqlBool>`c.county = ${scope.county} AND c.campaign_id = ${scope.campaignId}::uuid AND ${COUNTED_CLUE}`;

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
    AND c.state <> 'refused')`;

const HAS_PROBLEM = sql<SqlBool>`EXISTS (
  SELECT FROM problems p WHERE p.county = c.county AND p.clue_id = c.id AND p.campaign_id = c.campaign_id
    AND ${STANDING})`;

/**
 * Entries found in the period: the campaign's clues, and its problems that came from no clue of it. Forms F4 and F5
 * count the same ones. Columns: kind, id, found_on, amount_fen; of a clue its present disposal; of a problem closed_on.
 */
export const foundEntries = (scope: CountingScope) => sql<{ kind: 'clue' | 'problem'; id: string }>`
  SELECT 'clue' AS kind, c.id, c.received_on AS found_on, c.amount_fen, c.disposal, NULL::date AS closed_on
  FROM clues c WHERE ${clueScope(scope)} AND ${withinCampaign(sql`c.received_on`, scope)}
  UNION ALL
  SELECT 'problem', p.id, p.found_on, p.amount_fen, NULL, p.closed_on
  FROM problems p WHERE ${problemScope(scope)} AND ${within(sql`p.found_on`, scope)} AND NOT ${HAS_COUNTED_CLUE}`;

/** Entries finished in the period: problems by their close-out, clues that became no problem by their end. */
export const finishedEntries = (scope: CountingScope) => sql<{ kind: 'clue' | 'problem'; id: string }>`
  SELECT 'clue' AS kind, c.id
  FROM clues c WHERE ${clueScope(scope)} AND ${withinCampaign(sql`c.closed_on`, scope)} AND NOT ${HAS_PROBLEM}
  UNION ALL
  SELECT 'problem', p.id
  FROM problems p WHERE ${problemScope(scope)} AND ${within(sql`p.closed_on`, scope)}`;

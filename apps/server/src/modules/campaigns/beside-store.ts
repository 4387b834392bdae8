import { type RawBuilder, sql } from 'kysely';

/**
 * What names the campaign of a row of `alias` behind a title, · 公租房分配管理专项整治; empty where its county runs no
 * other one that could be meant.
 */
export function campaignBeside(alias: string): RawBuilder<string> {
  const row = sql.ref(alias);
  return sql`coalesce((SELECT ' · ' || own.title FROM campaigns own
    WHERE own.county = ${row}.county AND own.id = ${row}.campaign_id AND EXISTS (SELECT FROM campaigns other
      WHERE other.county = own.county AND other.id <> own.id AND other.state = 'running')), '')`;
}

/** A problem as notices call it: its number, with its campaign where there are several. */
export const problemName = (problem: { readonly number: string; readonly campaign_beside: string }): string =>
  problem.number + problem.campaign_beside;

import { isPrefecture, periodLabel } from '@anju/domain';
import type { Fault } from '@anju/official-forms';
import type { Tx } from '../../../platform/postgres/database.ts';
import { type HandedClue, listHandedClues } from '../../clues/index.ts';
import type { AssembledReport } from '../assembled-report.ts';
import { settingOf } from '../compute-report.ts';
import { sourceRef } from '../forms/source-ref.ts';
import { listSignedWith } from '../since-sent/signed-with-store.ts';
import { OWN_NAME } from './roll-up.ts';
import type { RollUp } from './rolled-up.ts';

/** It stands in the form of a county that counts it no more, and is counted by another: 撤回转办, or a refusal. */
const isElsewhere = ({ county, counted_in: now }: HandedClue): boolean => now !== null && now !== county;

const ofAbove = ({ number, above_number: above }: HandedClue) => `${number}（由本级${above}转办）`;

const nowBy = ({ counted_in: now, counted_name: name }: HandedClue): string =>
  now !== null && isPrefecture(now) ? OWN_NAME : (name ?? '');

const CODE = 'counted-twice';

const elsewhere = (clue: HandedClue): Fault => ({
  code: CODE,
  message: `${clue.county_name}上报的表计入了${ofAbove(clue)}，现由${nowBy(clue)}计入。请退回${clue.county_name}重报，或写明原因。`,
});

const unseenInFile = (clue: HandedClue): Fault => ({
  code: CODE,
  message: `${clue.county_name}的表是外报表格，看不出是否计入了${ofAbove(clue)}，它现由${nowBy(clue)}计入。请核对，没有重复的写明原因。`,
});

/**
 * Clues handed down that the counties' forms count and another form counts besides: a county sent one that it has no
 * more, or the prefecture sent an earlier month with one that it handed down since. What was sent stays as it was, so
 * the two are named until one of them is sent anew.
 */
export async function countedTwice(tx: Tx, county: string, joined: RollUp): Promise<readonly Fault[]> {
  const clues = await listHandedClues(tx, { ids: joined.handed, campaignId: joined.campaign.id });
  const gone = clues.filter(isElsewhere).map(elsewhere);
  const unseen = (await listInFiles(tx, joined)).filter(isElsewhere).map(unseenInFile);
  const here = clues.filter((clue) => clue.counted_in === clue.county);
  return [...gone, ...unseen, ...(await countedEarlier(tx, county, joined, here))];
}

/** What came to the counties whose form is a file, in the days that it counts: no records say what stands in it. */
async function listInFiles(
  tx: Tx,
  { campaign, code, period, included }: RollUp,
): Promise<readonly HandedClue[]> {
  const counties = included.filter(({ asFile }) => asFile).map(({ county }) => county);
  if (counties.length === 0 || (code !== 'F4' && code !== 'F5')) return [];
  const month = settingOf(campaign, code)?.basis === 'period' ? period.slice(0, 7) : null;
  return await listHandedClues(tx, { campaignId: campaign.id, counties, month });
}

async function countedEarlier(
  tx: Tx,
  county: string,
  { campaign, code, period }: RollUp,
  clues: readonly HandedClue[],
): Promise<readonly Fault[]> {
  // A form that counts from the campaign's first day on stands in place of those before it.
  if (clues.length === 0 || settingOf(campaign, code)?.basis !== 'period') return [];
  const refs = clues.map(({ above_id: id }) => sourceRef('clue', id));
  const signed = await listSignedWith(tx, { county, campaignId: campaign.id, refs });
  return signed
    .filter((one) => one.form === code && one.period !== period)
    .flatMap((one) => {
      const clue = clues.find(({ above_id: id }) => one.ref === sourceRef('clue', id));
      if (clue === undefined) return [];
      const month = periodLabel(one.period);
      const message = `${clue.county_name}上报的表计入了${ofAbove(clue)}，本级${month}的 ${code} 已经计入过。请先收回更正${month}的表，或写明原因。`;
      return [{ code: CODE, message }];
    });
}

/** The same of a prefecture's form that was signed or sent: what a county had in it then, and has no more. */
export async function countedElsewhere(
  tx: Tx,
  { row, handed, faults }: Pick<AssembledReport, 'row' | 'handed' | 'faults'>,
): Promise<readonly string[]> {
  const clues = await listHandedClues(tx, { ids: handed, campaignId: row.campaign_id });
  const known = new Set(faults.map(({ message }) => message));
  return clues
    .filter((clue) => isElsewhere(clue) && !known.has(elsewhere(clue).message))
    .map((clue) => `${clue.county_name}的${ofAbove(clue)}，现由${nowBy(clue)}计入`);
}

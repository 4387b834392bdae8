import type { StageFigures } from '@anju/official-forms';
import type { Tx } from '../../../platform/postgres/database.ts';
import {
  countStageAccountability,
  countStageCategories,
  countStageClues,
  countStageMeasures,
  countStagePlaces,
  countStageProblems,
  listNotPinned,
  listOldestOpen,
  listStageCases,
  type StageScope,
} from './stage-figures-store.ts';
import type { StageCampaign } from './stage-store.ts';

const OLDEST = 10;
const NAMED_NOT_PINNED = 20;

/** A prefecture's own row counts all its counties, a county's row itself. */
export const regionOf = (county: string): string => (county.endsWith('00') ? county.slice(0, 4) : county);

/** What a summary says, with the problems that it tells of in words and not in numbers alone. */
export interface CountedStage {
  readonly figures: StageFigures;
  readonly problemIds: readonly string[];
}

/** The figures of a campaign from its first day to `until`, both included, as the records stand now. */
export async function countStage(tx: Tx, campaign: StageCampaign, until: string): Promise<CountedStage> {
  const scope: StageScope = {
    region: regionOf(campaign.county),
    campaignId: campaign.id,
    from: campaign.startsOn,
    until,
  };
  const { categories } = campaign.content;
  const labelOf = (code: string) => categories.find((one) => one.code === code)?.label ?? code;
  const counted = await countStageCategories(tx, scope);
  const codes = [...new Set([...categories.map(({ code }) => code), ...counted.map(({ code }) => code)])];
  const oldest = await listOldestOpen(tx, scope, OLDEST);
  const notPinned = await listNotPinned(tx, scope, NAMED_NOT_PINNED);
  const cases = await listStageCases(tx, scope);
  const figures: StageFigures = {
    from: scope.from,
    until,
    ...(await countStageProblems(tx, scope)),
    notPinnedNumbers: notPinned.map(({ number }) => number),
    categories: codes.map((code) => {
      const found = counted.find((one) => one.code === code);
      return { label: labelOf(code), found: found?.found ?? 0, closed: found?.closed ?? 0 };
    }),
    places: await countStagePlaces(tx, scope),
    clues: await countStageClues(tx, scope),
    accountability: await countStageAccountability(tx, scope),
    ...(await countStageMeasures(tx, scope)),
    oldest: oldest.map(({ id: _, ...problem }) => ({ ...problem, category: labelOf(problem.category) })),
    cases: cases.map(({ text }) => text),
  };
  const named = [...oldest, ...notPinned].map(({ id }) => id);
  const told = [...named, ...cases.flatMap(({ problemId }) => problemId ?? [])];
  return { figures, problemIds: [...new Set(told)] };
}

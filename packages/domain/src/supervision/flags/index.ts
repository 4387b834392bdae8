import { bulkClose } from './bulk-close.ts';
import { dueDayClose } from './due-day-close.ts';
import { instantClose } from './instant-close.ts';
import { noProgress } from './no-progress.ts';
import { recycledPhoto } from './recycled-photo.ts';
import { reopenedTwice } from './reopened-twice.ts';
import { sameHand } from './same-hand.ts';
import type { FlagContext, Raised, RectifiedProblem } from './types.ts';

export {
  DEFAULT_FLAG_LIMITS,
  type FlagContext,
  type FlagLimits,
  groupBy,
  type Hand,
  type RectifiedProblem,
} from './types.ts';

/** Every sign of fake rectification (疑似虚假整改). */
export const FLAG_RULES = Object.freeze([
  bulkClose,
  dueDayClose,
  recycledPhoto,
  reopenedTwice,
  noProgress,
  instantClose,
  sameHand,
] as const);

export type FlagCode = (typeof FLAG_RULES)[number]['code'];

export interface Flag extends Raised {
  readonly code: FlagCode;
  readonly title: string;
  readonly advice: string;
}

/**
 * Flags of problems, the newest first.
 * @param reach which rules judge: those about one campaign of one county, or those about all that a reader may see
 */
export function raiseFlags(
  problems: readonly RectifiedProblem[],
  context: FlagContext,
  reach: 'campaign' | 'everywhere',
): readonly Flag[] {
  return FLAG_RULES.filter((rule) => 'everywhere' in rule === (reach === 'everywhere'))
    .flatMap((rule) =>
      rule
        .judge(problems, context)
        .map((raised): Flag => ({ ...raised, code: rule.code, title: rule.title, advice: rule.advice })),
    )
    .toSorted((a, b) => b.at - a.at);
}

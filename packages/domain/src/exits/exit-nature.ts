import type { RuleCode } from '../eligibility/rule-codes.ts';

/** 退出性质 of form F3 (source 1): ①A bought housing, ①B income or assets over, ② sublet, ③ lent. */
export const EXIT_NATURES = {
  '1A': { sign: '①A', label: '购置房产' },
  '1B': { sign: '①B', label: '收入资产超标' },
  '2': { sign: '②', label: '转租' },
  '3': { sign: '③', label: '出借' },
} as const;

export type ExitNature = keyof typeof EXIT_NATURES;

const NATURE_BY_RULE: Partial<Record<RuleCode, ExitNature>> = {
  'housing.owned': '1A',
  'housing.signed': '1A',
  'income.over': '1B',
  'assets.over': '1B',
  'vehicle.over': '1B',
  'business.registered': '1B',
};

/**
 * The exit nature that a confirmed finding of `rule` suggests, or null when the finding alone is no ground for exit
 * (a death, a marriage, arrears follow other procedures: handbook §2). The reviewer may choose another.
 */
export function exitNatureOf(rule: RuleCode): ExitNature | null {
  return NATURE_BY_RULE[rule] ?? null;
}

/** A text from outside as an exit nature, or null. */
export function readExitNature(text: string): ExitNature | null {
  return text === '1A' || text === '1B' || text === '2' || text === '3' ? text : null;
}

/** What the unit itself had found before the draw. */
export const SELF_CHECKS = {
  clean: '自查无问题',
  problem: '自查有问题',
  rectifying: '自查有问题，整改中',
  rectified: '自查有问题，已整改',
  none: '未自查',
} as const;
export type SelfCheck = keyof typeof SELF_CHECKS;

/** What was found on the spot. */
export const SPOT_CHECKS = { clean: '核查无问题', problem: '核查有问题', unreachable: '未能核查' } as const;
export type SpotCheck = keyof typeof SPOT_CHECKS;

export const CHECK_VERDICTS = {
  open: '待核查',
  agrees: '一致',
  concealed: '瞒报',
  omitted: '漏报',
  differs: '结果不符',
  incomparable: '不可比',
} as const;
export type CheckVerdict = keyof typeof CHECK_VERDICTS;

/**
 * Self-check against spot check. Source 1, third phase: what was left out, concealed or does not agree with the
 * self-check is handed to the discipline commission. Where either side is missing nothing agrees; a problem that is
 * there though the unit called it rectified was not concealed, and does not agree either.
 */
export function judgeCheckItem(self: SelfCheck, spot: SpotCheck | null): CheckVerdict {
  if (spot === null) return 'open';
  if (spot === 'unreachable') return 'incomparable';
  if (self === 'none') return spot === 'problem' ? 'omitted' : 'incomparable';
  if (self === 'clean') return spot === 'clean' ? 'agrees' : 'concealed';
  const said = self === 'rectified' ? 'clean' : 'problem';
  return spot === said ? 'agrees' : 'differs';
}

/** Whether source 1 has it handed over to the discipline commission. */
export function mustTransfer(verdict: CheckVerdict): boolean {
  return verdict === 'concealed' || verdict === 'omitted' || verdict === 'differs';
}

export const CHECK_KINDS = { household: '在保家庭', problem: '台账问题', 'look-back': '回头看' } as const;
export type CheckKind = keyof typeof CHECK_KINDS;

/** What the newest run did to a finding; 'exited' closes those of families that have left. */
export const FINDING_CHANGES = {
  new: '新增',
  persisting: '持续',
  cleared: '已消除',
  exited: '已退出',
} as const;

export type FindingChange = keyof typeof FINDING_CHANGES;

/** The newest run did not raise it: the desk no longer asks for it. */
export function isOffDesk({ change }: { readonly change: FindingChange }): boolean {
  return change === 'cleared' || change === 'exited';
}

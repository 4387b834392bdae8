/** What an act on a finding makes untrue. */
export const STALE_AFTER_ACT: readonly (readonly string[])[] = [
  ['findings'],
  ['households'],
  ['exits'],
  ['inbox'],
  ['home'],
];

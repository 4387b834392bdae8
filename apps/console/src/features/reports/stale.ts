/** What an act on a report makes untrue. */
export const STALE_AFTER_REPORT: readonly (readonly string[])[] = [['reports'], ['inbox'], ['home']];

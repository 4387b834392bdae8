/** What a change of the calendar makes untrue: every due day is reckoned by it. */
export const STALE_CALENDAR: readonly (readonly string[])[] = [['calendar'], ['reports'], ['clues']];

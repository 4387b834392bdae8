/** What a unit can be made to carry: form F4 columns 3 and 4. */
export const UNIT_MEASURES = { reviewed: '检查', notified: '通报' } as const;
export type UnitMeasure = keyof typeof UNIT_MEASURES;

/** Form F4: one to three concluded cases a month, of at most 300 characters each. */
export const MOST_TYPICAL_CASES = 3;
export const MOST_CASE_CHARACTERS = 300;

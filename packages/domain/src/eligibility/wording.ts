/** 120000元, 1234.5元; fen in. */
export const yuan = (fen: number): string => `${fen / 100}元`;

/** Cm² in. */
export const squareMetres = (cm2: number): string => `${cm2 / 10_000}平方米`;

/** "不超过" meets an equal value, "低于" does not (handbook trap 1). */
export const atMost = (inclusive: boolean): string => (inclusive ? '不超过' : '低于');

export const perWhom = (per: 'person' | 'household'): string => (per === 'person' ? '人均' : '户均');

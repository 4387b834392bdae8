/** A limit in fen or cm², for each person or for the household as a whole. */
export interface Limit {
  readonly amount: number;
  readonly per: 'person' | 'household';
  /** Whether a value equal to the limit still meets it. */
  readonly inclusive: boolean;
}

/**
 * Whether a household's total meets a limit. A limit per person is multiplied by the size instead of dividing the
 * total, so nothing is rounded.
 */
export function meetsLimit(total: number, size: number, limit: Limit): boolean {
  const allowed = limit.per === 'person' ? limit.amount * size : limit.amount;
  return limit.inclusive ? total <= allowed : total < allowed;
}

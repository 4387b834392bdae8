import type { DuckDBConnection } from '@duckdb/node-api';

/**
 * A Bloom filter over what is looked for. A join in the scan would lose the order of the rows, and with it the line
 * numbers; a filter is an expression and keeps it. What passes by chance (some 1 %) is dropped by the join that
 * follows on the few rows kept.
 */
export interface KeyFilter {
  /** SQL condition that a whole number is certainly not looked for. */
  readonly rulesOut: (number: string) => string;
}

/** Bits a key: two hashes at eight bits let 1.4 % pass. */
const BITS_A_KEY = 8;
const LEAST_BITS = 1 << 16;

/** Fills a filter from a query of one column of whole numbers, none below zero. */
export async function makeKeyFilter(
  connection: DuckDBConnection,
  name: string,
  numbers: string,
  count: number,
): Promise<KeyFilter> {
  // Odd and without a common factor, so that the two remainders tell different things.
  const bits = Math.max(LEAST_BITS, count * BITS_A_KEY) | 1;
  const sizes = [bits, bits - 2];
  for (const [at, size] of sizes.entries())
    await connection.run(`set variable ${name}_${at} = (
      select bitstring_agg(i, 0, ${size}) from (
        select (n % ${size})::integer as i from (${numbers}) t(n) where n is not null union all select ${size}))`);
  return {
    rulesOut: (number) =>
      `case ${sizes.map((size, at) => `when get_bit(getvariable('${name}_${at}'), (${number} % ${size})::integer) = 0 then true`).join(' ')} else false end`,
  };
}

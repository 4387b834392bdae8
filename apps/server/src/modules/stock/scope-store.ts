import { type RawBuilder, type SqlBool, sql } from 'kysely';

const AFTER_ALL = '\u{10FFFF}';

/**
 * Everything that begins with `prefix`, as a range of bytes on a column of collation "C". Not LIKE: under row
 * security the planner uses an index only for leakproof operators, which ranges are and LIKE is not.
 */
export function startsWith(column: RawBuilder<unknown>, prefix: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`(${column} >= ${prefix} AND ${column} < ${prefix + AFTER_ALL})`;
}

/**
 * The counties of a 辖区, for the query: row security holds it anyway, but an index that begins with the county
 * needs to be told. Six digits and more lie in one county; a prefecture's or province's scope is a range.
 */
export function inCounties(column: RawBuilder<unknown>, scope: string): RawBuilder<SqlBool> {
  if (scope.length >= 6) return sql<SqlBool>`${column} = ${scope.slice(0, 6)}`;
  return sql<SqlBool>`(${column} >= ${scope.padEnd(6, '0')} AND ${column} <= ${scope.padEnd(6, '9')})`;
}

/** The rows of household_sums that make up a 辖区: those of its counties, or of its communities. */
export function sumsOf(scope: string): RawBuilder<SqlBool> {
  const counties = inCounties(sql`county`, scope);
  return scope.length > 6
    ? sql<SqlBool>`${counties} AND ${startsWith(sql`region`, scope)}`
    : sql<SqlBool>`${counties} AND length(region) = 6`;
}

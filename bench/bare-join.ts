import { DuckDBInstance } from '@duckdb/node-api';
import type { BenchCounty } from './county.ts';

/**
 * The yardstick: DuckDB as anybody would call it, every column of each register scanned and joined by ID number.
 * Nothing normalised, no line numbers, no likely matches. Seconds of the joins; the people are loaded before.
 * @param plan as-planned: DuckDB takes any CSV for a few dozen rows and hashes the register; hashing-people: told not
 *   to reorder, it hashes the smaller side, which is the fastest it can do
 */
export async function bareJoin(county: BenchCounty, plan: 'as-planned' | 'hashing-people'): Promise<number> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  const connection = await instance.connect();
  await connection.run(
    `create table people as select id from read_csv('${county.people}', header = true, all_varchar = true)`,
  );
  if (plan === 'hashing-people')
    await connection.run(`set disabled_optimizers = 'join_order,build_side_probe_side'`);
  const started = performance.now();
  for (const [at, register] of county.registers.entries()) {
    const columns = Array.from({ length: register.columns }, (_, index) => `'c${index}': 'VARCHAR'`).join(
      ', ',
    );
    const scan = `read_csv('${register.path}', header = true, auto_detect = false, delim = ',', quote = '"',
      escape = '"', columns = {${columns}})`;
    const joins = register.idColumns.map(
      (column) => `select r.* from ${scan} r join people on r.c${column} = people.id`,
    );
    await connection.run(`create table hits_${at} as ${joins.join(' union all ')}`);
  }
  return (performance.now() - started) / 1000;
}

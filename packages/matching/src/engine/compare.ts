import { stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import {
  type CalendarDate,
  compareDates,
  err,
  type Hit,
  isStale,
  ok,
  REGISTERS,
  type RegisterKind,
  type RegisterState,
  type Result,
} from '@anju/domain';
import type { DuckDBConnection } from '@duckdb/node-api';
import { type OpenTable, undecidedFault } from '../reading/index.ts';
import { collectFamilies, type MatchedFile } from './collect-families.ts';
import { openScratchDatabase } from './duck.ts';
import { CREATE_HITS, forgetHits } from './hit-writer.ts';
import { CREATE_MACROS, SET_WEIGHTS } from './id-sql.ts';
import { matchRegister } from './match-register.ts';
import { refuseRagged } from './match-task.ts';
import { openRegister } from './open-register.ts';
import { PeopleIndex } from './people-index.ts';
import { Refusals } from './refusals.ts';
import { makeRowReader } from './row-reader.ts';
import { SearchKeys } from './search-keys.ts';
import { SiftPool } from './sift/sift-pool.ts';
import { noRowsFault, strangeFault, unusedHeaders } from './strange-file.ts';
import type {
  CompareFault,
  CompareInput,
  Comparison,
  RefusalList,
  RegisterFile,
  RegisterStatistics,
} from './types.ts';
import { uncomputedRefusal } from './uncomputed.ts';
import { CREATE_UNIT_MACROS } from './unit-sql.ts';

/**
 * Compares a roster with registers: each streams through DuckDB once and leaves nothing but its hits, on disk. The
 * first file that can't be read ends the comparison with its fault; an abort throws the signal's reason.
 */
export async function openComparison(input: CompareInput): Promise<Result<Comparison, CompareFault>> {
  const pool = new SiftPool(input.threads ?? availableParallelism());
  // The threads start while the people are indexed.
  for (const { path } of input.registers) pool.expect((await stat(path)).size);
  const database = await openScratchDatabase(input);
  try {
    const { connection } = database;
    for (const statement of [SET_WEIGHTS, ...CREATE_MACROS, ...CREATE_UNIT_MACROS, CREATE_HITS])
      await connection.run(statement);
    const people = new PeopleIndex(input.roster);
    const keys = new SearchKeys(connection, input.roster, people);
    const refusals = new Refusals();
    const files: (MatchedFile &
      Pick<RegisterStatistics, 'seconds'> &
      Pick<OpenTable, 'leftOut'> & { readonly rows: number; readonly unused: readonly string[] })[] = [];
    const statistics = (): readonly RegisterStatistics[] =>
      files.map(({ file, name, rows, unused, leftOut, seconds, exact, probable }) => ({
        kind: file.kind,
        file: name,
        asOf: file.asOf,
        rowsRead: rows,
        rowsRefused: refusals.rowsOf(file.kind, name),
        hitsExact: exact,
        hitsProbable: probable,
        headersUnused: unused,
        sheetsLeftOut: leftOut,
        seconds,
      }));
    for (const file of input.registers) {
      const matched = await matchFile({
        connection,
        file,
        number: files.length,
        people,
        keys,
        pool,
        refusals,
        input,
      });
      if (!matched.ok) {
        await pool.close();
        await database.close();
        return err({ ...matched.error, register: file.kind });
      }
      files.push(matched.value);
      const last = statistics().at(-1);
      if (last !== undefined) input.onProgress?.({ step: 'matched', statistics: last });
    }
    await pool.close();
    return ok({
      registers: statesOf(input),
      statistics,
      refusals,
      families: () => collectFamilies(connection, input.roster, files, refusals, input.signal),
      close: database.close,
    });
  } catch (error) {
    await pool.close();
    await database.close();
    throw error;
  }
}

export interface CompareResult {
  readonly hits: ReadonlyMap<string, readonly Hit[]>;
  readonly registers: ReadonlyMap<RegisterKind, RegisterState>;
  readonly statistics: readonly RegisterStatistics[];
  readonly refusals: RefusalList;
}

/** As `openComparison`, with all hits in memory by household code: for rosters of up to some 100,000 people. */
export async function compare(input: CompareInput): Promise<Result<CompareResult, CompareFault>> {
  const opened = await openComparison(input);
  if (!opened.ok) return opened;
  const comparison = opened.value;
  try {
    const hits = new Map<string, readonly Hit[]>();
    let done = 0;
    for await (const family of comparison.families()) {
      if (family.hits.length > 0) hits.set(family.household.code, family.hits);
      done += 1;
      if (done % 1000 === 0) input.onProgress?.({ step: 'families', done, total: input.roster.length });
    }
    return ok({
      hits,
      registers: comparison.registers,
      statistics: comparison.statistics(),
      refusals: comparison.refusals,
    });
  } finally {
    await comparison.close();
  }
}

interface FileTask {
  readonly connection: DuckDBConnection;
  readonly file: RegisterFile;
  readonly number: number;
  readonly people: PeopleIndex;
  readonly keys: SearchKeys;
  readonly pool: SiftPool;
  readonly refusals: Refusals;
  readonly input: CompareInput;
}

async function matchFile(task: FileTask) {
  const started = performance.now();
  // The database, which units are matched in, has no numbers of lines of its own: there the file is read before.
  const ways = REGISTERS[task.file.kind].join === 'unit' ? WAYS_TO_OPEN.slice(1) : WAYS_TO_OPEN;
  for (const way of ways) {
    const opened = await openChecked(task, way);
    if (!opened.ok) return opened;
    const table = opened.value;
    try {
      const refusals = new Refusals();
      const rows = await matchTable({ ...task, refusals }, table);
      if (rows === null) {
        await forgetHits(task.connection, task.number);
        continue;
      }
      if (rows + table.ragged.count === 0) return err(noRowsFault(table.name));
      for (const row of table.ragged.rows) refuseRagged({ ...task, table, refusals }, row);
      refusals.addUnlisted(task.file.kind, table.name, table.ragged.count - table.ragged.rows.length);
      for (const row of table.uncomputed) refusals.add(uncomputedRefusal(task.file.kind, table, row));
      task.refusals.take(refusals);
      return ok({
        file: task.file,
        name: table.name,
        readRow: makeRowReader(task.file.kind, table.mapping),
        roles: REGISTERS[task.file.kind].personFields.flatMap((person) => {
          const column = table.mapping.fields[person.id];
          return column === undefined ? [] : [{ ...person, idColumn: column.index }];
        }),
        exact: 0,
        probable: 0,
        rows: rows + table.uncomputed.length,
        unused: unusedHeaders(table),
        leftOut: table.leftOut,
        placeOf: table.placeOf,
        seconds: (performance.now() - started) / 1000,
      });
    } finally {
      await table.close();
    }
  }
  throw new Error(`${task.file.path}: rows written by ourselves must be lines`);
}

/**
 * First as it lies, unread: matching finds out whether its lines are records. If not, it is read through, which names
 * damage with its row; and if it still isn't clear, our own reader writes its rows one by one.
 */
const WAYS_TO_OPEN = [{ unread: true }, {}, { rewrite: true }] as const;

async function openChecked({ file, input }: FileTask, way: (typeof WAYS_TO_OPEN)[number]) {
  const opened = await openRegister(file, {
    scratchDir: input.scratchDir,
    ...way,
    ...(input.signal === undefined ? {} : { signal: input.signal }),
    onProgress: (done, total) =>
      input.onProgress?.({ step: 'open', file: file.name ?? file.path, done, total }),
  });
  if (!opened.ok) return opened;
  const fault =
    undecidedFault(opened.value, file.confirmed) ?? strangeFault(opened.value, REGISTERS[file.kind]);
  if (fault === null) return opened;
  await opened.value.close();
  return err(fault);
}

function matchTable({ input, ...task }: FileTask, table: OpenTable): Promise<number | null> {
  return matchRegister({
    ...task,
    table,
    ...(input.signal === undefined ? {} : { signal: input.signal }),
    onPercent: (percent) => input.onProgress?.({ step: 'match', file: table.name, percent }),
  });
}

/** Of several files of one kind the oldest date counts: the register is no fresher than its oldest part. */
function statesOf({ registers, asOf }: CompareInput): ReadonlyMap<RegisterKind, RegisterState> {
  const states = new Map<RegisterKind, RegisterState>();
  for (const file of registers) {
    const before = states.get(file.kind);
    const oldest = before === undefined ? file.asOf : olderOf(before.asOf, file.asOf);
    states.set(file.kind, { kind: file.kind, asOf: oldest, stale: isStale(file.kind, oldest, asOf) });
  }
  return states;
}

/** An unknown date counts as older than any. */
function olderOf(a: CalendarDate | null, b: CalendarDate | null): CalendarDate | null {
  if (a === null || b === null) return null;
  return compareDates(a, b) <= 0 ? a : b;
}

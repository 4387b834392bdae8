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
import { type OpenTable, openTable, undecidedFault } from '../reading/index.ts';
import { collectFamilies, type MatchedFile } from './collect-families.ts';
import { openScratchDatabase } from './duck.ts';
import { CREATE_MACROS, digitsOf, SET_WEIGHTS } from './id-sql.ts';
import { makeKeyFilter } from './key-filter.ts';
import { CREATE_HITS, type Filters, matchRegister, UNIT_HASHES } from './match-register.ts';
import { PeopleIndex } from './people-index.ts';
import { Refusals } from './refusals.ts';
import { makeRowReader } from './row-reader.ts';
import type {
  CompareFault,
  CompareInput,
  Comparison,
  RefusalList,
  RegisterFile,
  RegisterStatistics,
} from './types.ts';
import { CREATE_UNIT_MACROS, loadUnits } from './unit-sql.ts';

/**
 * Compares a roster with registers: each streams through DuckDB once and leaves nothing but its hits, on disk. The
 * first file that can't be read ends the comparison with its fault; an abort throws the signal's reason.
 */
export async function openComparison(input: CompareInput): Promise<Result<Comparison, CompareFault>> {
  const database = await openScratchDatabase(input);
  try {
    const { connection } = database;
    const { people, filters } = await prepare(connection, input);
    const refusals = new Refusals();
    const files: (MatchedFile & { readonly rows: number; readonly seconds: number })[] = [];
    const statistics = (): readonly RegisterStatistics[] =>
      files.map(({ file, name, rows, seconds, exact, probable }) => ({
        kind: file.kind,
        file: name,
        asOf: file.asOf,
        rowsRead: rows,
        rowsRefused: refusals.rowsOf(file.kind, name),
        hitsExact: exact,
        hitsProbable: probable,
        seconds,
      }));
    for (const file of input.registers) {
      const matched = await matchFile({
        connection,
        file,
        number: files.length,
        people,
        filters,
        refusals,
        input,
      });
      if (!matched.ok) {
        await database.close();
        return err({ ...matched.error, register: file.kind });
      }
      files.push(matched.value);
      const last = statistics().at(-1);
      if (last !== undefined) input.onProgress?.({ step: 'matched', statistics: last });
    }
    await people.loadLikely(connection);
    return ok({
      registers: statesOf(input),
      statistics,
      refusals,
      families: () => collectFamilies(connection, input.roster, files, refusals, input.signal),
      close: database.close,
    });
  } catch (error) {
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

interface Prepared {
  readonly people: PeopleIndex;
  readonly filters: Filters;
}

async function prepare(connection: DuckDBConnection, input: CompareInput): Promise<Prepared> {
  for (const statement of [SET_WEIGHTS, ...CREATE_MACROS, ...CREATE_UNIT_MACROS, CREATE_HITS])
    await connection.run(statement);
  const people = new PeopleIndex(input.roster);
  await people.load(connection);
  const filter = await makeKeyFilter(
    connection,
    'anju_people',
    `select ${digitsOf('key')} from w.people`,
    people.keyCount,
  );
  if (input.registers.every(({ kind }) => REGISTERS[kind].join !== 'unit'))
    return { people, filters: { people: filter, units: null } };
  await loadUnits(connection, input.roster);
  const units = await makeKeyFilter(connection, 'anju_units', UNIT_HASHES, input.roster.length);
  return { people, filters: { people: filter, units } };
}

interface FileTask {
  readonly connection: DuckDBConnection;
  readonly file: RegisterFile;
  readonly number: number;
  readonly people: PeopleIndex;
  readonly filters: Filters;
  readonly refusals: Refusals;
  readonly input: CompareInput;
}

async function matchFile(task: FileTask) {
  const started = performance.now();
  const opened = await openRegister(task, false);
  if (!opened.ok) return opened;
  let table = opened.value;
  try {
    let rows: number;
    try {
      rows = await matchTable(task, table);
    } catch (error) {
      task.input.signal?.throwIfAborted();
      if (table.scan.kind !== 'csv' || table.scan.rowNumbers === 'first-column') throw error;
      // The scanner's idea of a line and ours differ: let our own reader write the rows one by one.
      await table.close();
      const again = await openRegister(task, true);
      if (!again.ok) return again;
      table = again.value;
      rows = await matchTable(task, table);
    }
    refuseRagged(task, table);
    const { personFields } = REGISTERS[task.file.kind];
    return ok({
      file: task.file,
      name: table.name,
      readRow: makeRowReader(task.file.kind, table.mapping),
      roles: personFields.flatMap((person) => {
        const column = table.mapping.fields[person.id];
        return column === undefined ? [] : [{ ...person, idColumn: column.index }];
      }),
      exact: 0,
      probable: 0,
      rows,
      seconds: (performance.now() - started) / 1000,
    });
  } finally {
    await table.close();
  }
}

async function openRegister({ file, input }: FileTask, rewrite: boolean) {
  const opened = await openTable(
    { path: file.path, ...(file.name === undefined ? {} : { name: file.name }) },
    REGISTERS[file.kind],
    {
      scratchDir: input.scratchDir,
      rewrite,
      ...(file.mapping === undefined ? {} : { mapping: file.mapping }),
      ...(input.signal === undefined ? {} : { signal: input.signal }),
      onProgress: (done, total) =>
        input.onProgress?.({ step: 'open', file: file.name ?? file.path, done, total }),
    },
  );
  if (!opened.ok) return opened;
  const undecided = undecidedFault(opened.value);
  if (undecided === null) return opened;
  await opened.value.close();
  return err(undecided);
}

function matchTable({ input, ...task }: FileTask, table: OpenTable): Promise<number> {
  return matchRegister({
    ...task,
    table,
    ...(input.signal === undefined ? {} : { signal: input.signal }),
    onPercent: (percent) => input.onProgress?.({ step: 'match', file: table.name, percent }),
  });
}

function refuseRagged({ file, refusals }: FileTask, table: OpenTable): void {
  for (const row of table.ragged.rows)
    refusals.add({
      register: file.kind,
      file: table.name,
      row,
      field: null,
      value: '',
      reason: '该行的列数比表头多，分不清各列',
      remedy: '检查单元格里的逗号，或用 Excel 另存为 xlsx 后重新提供',
      extent: 'row',
    });
  refusals.addUnlisted(file.kind, table.name, table.ragged.count - table.ragged.rows.length);
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

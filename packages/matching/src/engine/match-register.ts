import { REGISTERS } from '@anju/domain';
import type { OpenTable } from '../reading/index.ts';
import { runAbortably } from './duck.ts';
import { HitWriter } from './hit-writer.ts';
import { checksumHolds, hasCheck, keyOf, withDigitSums } from './id-sql.ts';
import type { KeyFilter } from './key-filter.ts';
import { matchLines, refuseRaggedLines } from './match-lines.ts';
import { type MatchTask, peopleOf, type RowPerson } from './match-task.ts';
import {
  cellSql,
  columnCountOf,
  hasRowColumn,
  rowNumberSql,
  rowTextSql,
  scanSql,
  splitRow,
} from './scan-sql.ts';
import { settleRow } from './settle-row.ts';
import { hashOf } from './unit-sql.ts';

/**
 * Matches one file and appends what matched to w.hits. Returns the number of data rows; null when the lines of a text
 * file are not its records: what was written is then void.
 */
export async function matchRegister(task: MatchTask): Promise<number | null> {
  const { scan } = task.table;
  const isUnit = REGISTERS[task.file.kind].join === 'unit';
  if (scan.kind !== 'csv') return matchInDatabase(task, isUnit, []);
  if (!isUnit) return matchLines(task, scan);
  const ragged = await refuseRaggedLines(task, scan);
  if (ragged === null) return null;
  try {
    return await matchInDatabase(task, isUnit, ragged);
  } catch (error) {
    task.signal?.throwIfAborted();
    if (scan.rowNumbers === 'first-column') throw error;
    // The database's idea of a line and ours differ.
    return null;
  }
}

/**
 * Streams one register past the people (or units) looked for; rows that SQL can't settle (wrong, blank, damaged,
 * decorated numbers) are settled one by one. The order of a parallel CREATE TABLE is that of the file as long as no
 * join is in it, so that `rowid` gives the line without slowing the scan.
 * @param ragged ordinals of rows that are refused already
 */
async function matchInDatabase(task: MatchTask, isUnit: boolean, ragged: readonly number[]): Promise<number> {
  const { connection, table, number } = task;
  const people = isUnit ? [] : peopleOf(REGISTERS[task.file.kind], table);
  const select = isUnit
    ? unitSql(table, await task.keys.units())
    : personSql(table, await task.keys.people(), people);
  await runAbortably(connection, `create table w.scanned as ${select}`, task);
  try {
    if (ragged.length > 0)
      await connection.run(
        `update w.scanned set maybe_0 = false, body = null where rowid in (${ragged.join(', ')})`,
      );
    const row = rowNumberSql(table.scan);
    const keys = isUnit
      ? [unitKeySql(table, cellSql)]
      : people.map(({ idColumn }) => keyOf(cellSql(idColumn)));
    for (const [role, key] of keys.entries())
      await connection.run(`insert into w.hits
        select ${number}, ${role}, row_no, household, member, probable, body
        from (select ${row} as row_no, ${key} as found, body from w.scanned where maybe_${role})
        join w.${isUnit ? 'units' : 'people'} looked on found = key
        join w.links on links.slot = looked.slot`);
    const notes = await settleRest(task, people, row);
    const counted = await connection.runAndReadAll('select count(*)::integer from w.scanned');
    return Number(counted.value(0, 0)) - notes + table.ragged.count;
  } finally {
    await connection.run('drop table w.scanned');
  }
}

function personSql(table: OpenTable, filter: KeyFilter, people: readonly RowPerson[]): string {
  const keys = people.map((_, at) => `key_${at}`);
  const keyed = people.map(({ idColumn }, at) => `${keyOf(`c${idColumn}`)} as key_${at}`).join(', ');
  const sums = withDigitSums(`(select *, ${keyed} from ${scanSql(table.scan)})`, keys);
  const ruledOut = people.map(({ idColumn }, at) => {
    const settled = `${checksumHolds(`key_${at}`)} and ${hasCheck(`c${idColumn}`)}`;
    return `case when ${settled} then ${filter.rulesOut(`n_key_${at}`)} end`;
  });
  return keptRows(table, ruledOut, sums);
}

function unitSql(table: OpenTable, filter: KeyFilter): string {
  const key = unitKeySql(table, (column) => `c${column}`);
  const ruledOut = `case when key is not null then ${filter.rulesOut(hashOf('key'))} end`;
  return keptRows(table, [ruledOut], `(select *, ${key} as key from ${scanSql(table.scan)})`);
}

function unitKeySql({ mapping: { fields } }: OpenTable, cell: (column: number) => string): string {
  const estate = cell(fields.estate?.index ?? 0);
  const room = cell(fields.room?.index ?? 0);
  if (fields.building === undefined && fields.stair === undefined) return `anju_unit(${estate}, ${room})`;
  const part = (column: { readonly index: number } | undefined) =>
    column === undefined ? 'null' : cell(column.index);
  return `anju_unit_of(${estate}, ${part(fields.building)}, ${part(fields.stair)}, ${room})`;
}

/**
 * Every row, in order; those of no interest as nulls, which take no room.
 * @param ruledOut for each person of the row: true nobody we look for, false perhaps, null not for SQL to say
 */
function keptRows(table: OpenTable, ruledOut: readonly string[], relation: string): string {
  const each = (text: (at: number) => string, between: string) =>
    ruledOut.map((_, at) => text(at)).join(between);
  return `select ${each((at) => `case when not out_${at} then true end as maybe_${at}`, ', ')}${rowColumn(table)},
      case when ${each((at) => `out_${at}`, ' and ')} then null else ${rowTextSql(columnCountOf(table))} end as body
    from (select *, ${ruledOut.map((condition, at) => `${condition} as out_${at}`).join(', ')} from ${relation})`;
}

const rowColumn = (table: OpenTable): string => (hasRowColumn(table.scan) ? ', row_no' : '');

/** Settles what is left one by one; returns how many of the rows were no data. */
async function settleRest(task: MatchTask, people: readonly RowPerson[], row: string): Promise<number> {
  const { connection, number } = task;
  const flags = people.length === 0 ? ['maybe_0'] : people.map((_, at) => `maybe_${at}`);
  const rest = await connection.stream(`select ${row}, body, ${flags.join(', ')} from w.scanned
    where body is not null and (${flags.map((flag) => `${flag} is null`).join(' or ')})`);
  let notes = 0;
  const hits = await HitWriter.open(connection, number);
  const settling = { ...task, people, index: task.people };
  try {
    for await (const chunk of rest) {
      task.signal?.throwIfAborted();
      const { rowCount } = chunk;
      const columns = chunk.getColumns();
      for (let at = 0; at < rowCount; at++) {
        const cells = splitRow(String(columns[1]?.[at] ?? ''));
        const rowNumber = Number(columns[0]?.[at]);
        const matched = flags.map((_, role) => columns[2 + role]?.[at] === true);
        const settled = settleRow(settling, { cells, row: rowNumber, matched });
        if (settled === 'note') notes += 1;
        else for (const hit of settled) hits.write(hit, rowNumber, cells);
      }
    }
  } finally {
    hits.close();
  }
  return notes;
}

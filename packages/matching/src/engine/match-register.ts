import { REGISTERS, type RegisterDescription } from '@anju/domain';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { OpenTable } from '../reading/index.ts';
import { runAbortably } from './duck.ts';
import { checksumHolds, keyOf, withDigitSums } from './id-sql.ts';
import type { KeyFilter } from './key-filter.ts';
import type { PeopleIndex } from './people-index.ts';
import type { Refusals } from './refusals.ts';
import { cellSql, columnCountOf, hasRowColumn, rowNumberSql, rowTextSql, scanSql } from './scan-sql.ts';
import { settleRow } from './settle-row.ts';
import type { RegisterFile } from './types.ts';

export interface MatchTask {
  readonly connection: DuckDBConnection;
  readonly file: RegisterFile;
  /** Position among the files of this comparison. */
  readonly number: number;
  readonly table: OpenTable;
  readonly people: PeopleIndex;
  readonly filters: Filters;
  readonly refusals: Refusals;
  readonly signal?: AbortSignal;
  readonly onPercent?: (percent: number) => void;
}

/** Of the people's numbers, and of the hashes of the units. */
export interface Filters {
  readonly people: KeyFilter;
  readonly units: KeyFilter | null;
}

/** One of the row's people, with the columns of the number and the name. */
export interface RowPerson {
  readonly role: string;
  readonly idColumn: number;
  readonly idLabel: string;
  readonly nameColumn: number | null;
}

export const CREATE_HITS =
  'create table w.hits (file integer, role integer, row_no bigint, slot integer, body varchar)';

/**
 * Streams one register past the people (or units) looked for and appends what matched to w.hits; rows that SQL can't
 * settle (wrong, blank, damaged, decorated numbers) are settled one by one. The order of a parallel CREATE TABLE is
 * that of the file as long as no join is in it, so that `rowid` gives the line without slowing the scan. Returns the number of data rows.
 */
export async function matchRegister(task: MatchTask): Promise<number> {
  const { connection, table, number } = task;
  const register = REGISTERS[task.file.kind];
  const people = peopleOf(register, table);
  const isUnit = register.join === 'unit';
  await runAbortably(
    connection,
    `create table w.scanned as ${isUnit ? unitSql(task) : personSql(task, people)}`,
    task,
  );
  try {
    const row = rowNumberSql(table.scan);
    const keys = isUnit
      ? [unitKeySql(table, cellSql)]
      : people.map(({ idColumn }) => keyOf(cellSql(idColumn)));
    for (const [role, key] of keys.entries())
      await connection.run(`insert into w.hits
        select ${number}, ${role}, row_no, slot, body
        from (select ${row} as row_no, ${key} as found, body from w.scanned where maybe_${role})
        join w.${isUnit ? 'units' : 'people'} on found = key`);
    const notes = await settleRest(task, people, row);
    const counted = await connection.runAndReadAll('select count(*)::integer from w.scanned');
    return Number(counted.value(0, 0)) - notes + table.ragged.count;
  } finally {
    await connection.run('drop table w.scanned');
  }
}

export function peopleOf(register: RegisterDescription, table: Pick<OpenTable, 'mapping'>): RowPerson[] {
  return register.personFields.flatMap(({ role, id, name }) => {
    const idColumn = table.mapping.fields[id]?.index;
    if (idColumn === undefined) return [];
    const idLabel = register.fields.find((field) => field.key === id)?.label ?? '身份证号';
    return [{ role, idColumn, idLabel, nameColumn: table.mapping.fields[name]?.index ?? null }];
  });
}

function personSql({ table, filters }: MatchTask, people: readonly RowPerson[]): string {
  const keys = people.map((_, at) => `key_${at}`);
  const keyed = people.map(({ idColumn }, at) => `${keyOf(`c${idColumn}`)} as key_${at}`).join(', ');
  const sums = withDigitSums(`(select *, ${keyed} from ${scanSql(table.scan)})`, keys);
  const ruledOut = keys.map(
    (key) => `case when ${checksumHolds(key)} then ${filters.people.rulesOut(`n_${key}`)} end`,
  );
  return keptRows(table, ruledOut, sums);
}

function unitSql({ table, filters }: MatchTask): string {
  const key = unitKeySql(table, (column) => `c${column}`);
  const ruledOut = `case when key is not null then ${filters.units?.rulesOut(HASH_OF_KEY) ?? 'true'} end`;
  return keptRows(table, [ruledOut], `(select *, ${key} as key from ${scanSql(table.scan)})`);
}

const unitKeySql = ({ mapping }: OpenTable, cell: (column: number) => string): string =>
  `anju_unit(${cell(mapping.fields.estate?.index ?? 0)}, ${cell(mapping.fields.room?.index ?? 0)})`;

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

/** Positive and within 63 bits. */
const HASH_OF_KEY = '(hash(key) % 4611686018427387847)::bigint';
export const UNIT_HASHES = `select (hash(key) % 4611686018427387847)::bigint from w.units`;

const rowColumn = (table: OpenTable): string => (hasRowColumn(table.scan) ? ', row_no' : '');

/** Settles what is left one by one; returns how many of the rows were no data. */
async function settleRest(task: MatchTask, people: readonly RowPerson[], row: string): Promise<number> {
  const { connection, number } = task;
  const flags = people.length === 0 ? ['maybe_0'] : people.map((_, at) => `maybe_${at}`);
  const rest = await connection.stream(`select ${row}, body, ${flags.join(', ')} from w.scanned
    where body is not null and (${flags.map((flag) => `${flag} is null`).join(' or ')})`);
  const found: { role: number; row: number; slot: number; body: string }[] = [];
  let notes = 0;
  for await (const chunk of rest) {
    task.signal?.throwIfAborted();
    const columns = chunk.getColumns();
    for (let at = 0; at < chunk.rowCount; at++) {
      const body = String(columns[1]?.[at] ?? '');
      const rowNumber = Number(columns[0]?.[at]);
      const matched = flags.map((_, role) => columns[2 + role]?.[at] === true);
      const settled = settleRow({ ...task, people, index: task.people, body, row: rowNumber, matched });
      if (settled === 'note') notes += 1;
      else for (const hit of settled) found.push({ ...hit, row: rowNumber, body });
    }
  }
  if (found.length === 0) return notes;
  const hits = await connection.createAppender('hits', 'main', 'w');
  for (const hit of found) {
    hits.appendInteger(number);
    hits.appendInteger(hit.role);
    hits.appendBigInt(BigInt(hit.row));
    hits.appendInteger(hit.slot);
    hits.appendVarchar(hit.body);
    hits.endRow();
  }
  hits.closeSync();
  return notes;
}

import { REGISTERS, type RegisterDescription } from '@anju/domain';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { OpenTable } from '../reading/index.ts';
import { runAbortably } from './duck.ts';
import { bareOf, checksumHolds, keyOf, withDigitSums } from './id-sql.ts';
import type { PeopleIndex } from './people-index.ts';
import type { Refusals } from './refusals.ts';
import { columnCountOf, hasRowColumn, rowNumberSql, rowTextSql, scanSql } from './scan-sql.ts';
import { settleRow } from './settle-row.ts';
import type { RegisterFile } from './types.ts';

export interface MatchTask {
  readonly connection: DuckDBConnection;
  readonly file: RegisterFile;
  /** Position among the files of this comparison. */
  readonly number: number;
  readonly table: OpenTable;
  readonly people: PeopleIndex;
  readonly refusals: Refusals;
  readonly signal?: AbortSignal;
  readonly onPercent?: (percent: number) => void;
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
 * that of the file, so that `rowid` gives the line without slowing the scan. Returns the number of data rows.
 */
export async function matchRegister(task: MatchTask): Promise<number> {
  const { connection, table, number } = task;
  const register = REGISTERS[task.file.kind];
  const people = peopleOf(register, table);
  const select = register.join === 'unit' ? unitSql(table) : personSql(table, people);
  await runAbortably(connection, `create table w.scanned as ${select}`, task);
  try {
    const slots = register.join === 'unit' ? ['s0'] : people.map((_, at) => `s${at}`);
    const row = rowNumberSql(table.scan);
    for (const [role, slot] of slots.entries())
      await connection.run(`insert into w.hits
        select ${number}, ${role}, ${row}, ${slot}, body from w.scanned where ${slot} is not null`);
    const notes = await settleRest(task, people, slots, row);
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

function personSql(table: OpenTable, people: readonly RowPerson[]): string {
  const list = (text: (at: number, person: RowPerson) => string) =>
    people.map((person, at) => text(at, person)).join(', ');
  const keys = people.map((_, at) => `key_${at}`);
  const bare = `(select *, ${list((at, { idColumn }) => `${bareOf(`c${idColumn}`)} as bare_${at}`)} from ${scanSql(table.scan)})`;
  const keyed = `(select *, ${list((at) => `${keyOf(`bare_${at}`)} as key_${at}`)} from ${bare})`;
  const joins = keys.map((key, at) => `left join w.people p${at} on q.${key} = p${at}.key`).join(' ');
  const kept = keys.map((key, at) => `p${at}.slot is not null or not ${checksumHolds(key)}`).join(' or ');
  return `select ${list((at) => `p${at}.slot as s${at}`)}${rowColumn(table)},
      case when ${kept} then ${rowTextSql(columnCountOf(table))} end as body
    from ${withDigitSums(keyed, keys)} q ${joins}`;
}

function unitSql(table: OpenTable): string {
  const { estate, room } = table.mapping.fields;
  const key = `anju_unit(c${estate?.index ?? 0}, c${room?.index ?? 0})`;
  return `select u.slot as s0${rowColumn(table)},
      case when u.slot is not null or q.key is null then ${rowTextSql(columnCountOf(table))} end as body
    from (select *, ${key} as key from ${scanSql(table.scan)}) q left join w.units u on q.key = u.key`;
}

const rowColumn = (table: OpenTable): string => (hasRowColumn(table.scan) ? ', row_no' : '');

/** Settles what is left one by one; returns how many of the rows were no data. */
async function settleRest(
  task: MatchTask,
  people: readonly RowPerson[],
  slots: readonly string[],
  row: string,
): Promise<number> {
  const { connection, number } = task;
  const open = slots.map((slot) => `${slot} is null`).join(' or ');
  const rest = await connection.stream(
    `select ${row}, body, ${slots.join(', ')} from w.scanned where body is not null and (${open})`,
  );
  const found: { role: number; row: number; slot: number; body: string }[] = [];
  let notes = 0;
  for await (const chunk of rest) {
    task.signal?.throwIfAborted();
    const columns = chunk.getColumns();
    for (let at = 0; at < chunk.rowCount; at++) {
      const body = String(columns[1]?.[at] ?? '');
      const rowNumber = Number(columns[0]?.[at]);
      const matched = slots.map((_, role) => (columns[2 + role]?.[at] ?? null) !== null);
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

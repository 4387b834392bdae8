import {
  err,
  type FieldDescription,
  idFaultText,
  maskIdNumber,
  ok,
  REGISTERS,
  type Result,
  readIdNumber,
} from '@anju/domain';
import type { DuckDBConnection } from '@duckdb/node-api';
import { isOurMoney, type OpenTable, type ReadFault } from '../reading/index.ts';
import { openScratchDatabase, quoted, runAbortably, type ScratchOptions } from './duck.ts';
import { checksumHolds, SET_WEIGHTS, withDigitSums } from './id-sql.ts';
import { openRegister } from './open-register.ts';
import { makeRowReader, type RowReader } from './row-reader.ts';
import { columnCountOf, rowNumberSql, rowTextSql, scanSql, splitRow } from './scan-sql.ts';
import { isData } from './settle-row.ts';
import type { Refusal, RegisterFile } from './types.ts';

/** What of a file's rows can't be read though the rows are used. */
export interface UnreadCells {
  /** Cell by cell, at most LISTED rows of them. */
  readonly listed: readonly Refusal[];
  /** Rows with such a cell; beyond the listed ones notes and totals may be among them. */
  readonly rows: number;
}

export interface UnreadInput extends ScratchOptions {
  readonly file: RegisterFile;
  readonly signal?: AbortSignal;
}

const LISTED = 10_000;
/** Texts of one column that are looked at, and that are looked for. */
const TEXTS = 200_000;
const WRONG_TEXTS = LISTED;

const WRONG_CELL = '在原系统改正这一格后重新提供；不改也会载入，但这一项按没有提供处理';
const WRONG_NUMBER =
  '对照证件核对后改正；不改也会载入，但只能与写法相近、姓名相同的人比对，比出来的要人工核对';

/** What SQL sees at a glance to be readable; the rest is read as the comparison reads it. Numbers need `withDigitSums`. */
const PLAIN: Readonly<Record<string, (cell: string) => string>> = {
  'id-number': (cell) =>
    `regexp_full_match(${cell}, '[1-9]\\d{5}(19|20)\\d\\d(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])\\d{3}[\\dX]')
      and ${checksumHolds(cell)}`,
  date: (cell) => `regexp_full_match(${cell}, '(19|20)\\d\\d-(0[1-9]|1[0-2])-(0[1-9]|1\\d|2[0-8])')`,
  'year-month': (cell) => `regexp_full_match(${cell}, '(19|20)\\d\\d-(0[1-9]|1[0-2])')`,
  number: (cell) => `regexp_full_match(${cell}, '\\d{1,9}(\\.\\d{1,4})?')`,
};
const UNREADABLE_TYPES: readonly FieldDescription['type'][] = ['name', 'text', 'code'];

interface Looked {
  readonly column: number;
  readonly isNumber: boolean;
  readonly plain: (cell: string) => string;
  readonly reads: (text: string) => boolean;
}

/**
 * Looks through a whole register for cells that can't be read. SQL leaves out what is plain, every other text is read
 * once however often it stands there, and only where one is wrong are its rows looked for.
 */
export async function findUnreadCells(input: UnreadInput): Promise<Result<UnreadCells, ReadFault>> {
  for (const way of [{ unread: true }, { rewrite: true }]) {
    const opened = await openRegister(input.file, {
      scratchDir: input.scratchDir,
      ...way,
      ...(input.signal === undefined ? {} : { signal: input.signal }),
    });
    if (!opened.ok) return err(opened.error);
    const database = await openScratchDatabase(input);
    try {
      const found = await lookThrough(input, opened.value, database.connection);
      if (found !== null) return ok(found);
    } catch (error) {
      input.signal?.throwIfAborted();
      if ('rewrite' in way) throw error;
    } finally {
      await database.close();
      await opened.value.close();
    }
  }
  throw new Error(`${input.file.path}: rows written by ourselves must be lines`);
}

/** Null where the lines of the file are not its records, so that no row could be named. */
async function lookThrough(
  input: UnreadInput,
  table: OpenTable,
  connection: DuckDBConnection,
): Promise<UnreadCells | null> {
  const looked = lookedAt(input.file, table);
  if (looked.length === 0) return { listed: [], rows: 0 };
  const odd = looked.map(({ column, plain }) => {
    const cell = `c${column}`;
    return `case when ${cell} is null or ${plain(cell)} then null else ${cell} end as c${column}`;
  });
  const numbers = looked.flatMap(({ column, isNumber }) => (isNumber ? [`c${column}`] : []));
  const rows = numbers.length === 0 ? scanSql(table.scan) : withDigitSums(scanSql(table.scan), numbers);
  await connection.run(SET_WEIGHTS);
  await runAbortably(connection, `create table w.odd as select ${odd.join(', ')} from ${rows}`, input);
  const wrong: { column: number; texts: string[] }[] = [];
  for (const { column, reads } of looked) {
    const { columns } = await readColumn(
      connection,
      `select distinct c${column} from w.odd where c${column} is not null limit ${TEXTS}`,
    );
    const texts = columns.filter((text) => !reads(text)).slice(0, WRONG_TEXTS);
    if (texts.length > 0) wrong.push({ column, texts });
  }
  if (wrong.length === 0) return { listed: [], rows: 0 };
  const isWrong = wrong.map(({ column, texts }) => `c${column} in (${texts.map(quoted).join(', ')})`);
  const rowColumn = table.scan.kind === 'csv' && table.scan.rowNumbers === 'first-column' ? ', row_no' : '';
  await runAbortably(
    connection,
    `create table w.scanned as select case when ${isWrong.join(' or ')}
      then ${rowTextSql(columnCountOf(table))} end as body${rowColumn} from ${scanSql(table.scan)}`,
    input,
  );
  if (!(await linesAreRecords(connection, table))) return null;
  return await listRows(input, table, connection);
}

function lookedAt({ kind }: RegisterFile, table: OpenTable): readonly Looked[] {
  const { fields } = REGISTERS[kind];
  const read = makeRowReader(kind, table.mapping);
  const width = columnCountOf(table);
  const currencies = fields.flatMap(({ key, defaultUnit }): Looked[] => {
    const amount = table.mapping.fields[key];
    const unit = amount?.unit ?? defaultUnit ?? '元';
    return (amount?.currencies ?? []).map((column) => ({
      column,
      isNumber: false,
      plain: (cell) => `${cell} in ('人民币', 'CNY', 'RMB')`,
      reads: (text) => isOurMoney(text, unit),
    }));
  });
  const own = fields.flatMap(({ key, type }): Looked[] => {
    if (UNREADABLE_TYPES.includes(type)) return [];
    const series = table.mapping.series[key]?.months.map(({ index }) => index) ?? [];
    const single = table.mapping.fields[key]?.index;
    return (single === undefined ? series : [single]).map((column) => ({
      column,
      isNumber: type === 'id-number',
      plain: PLAIN[type] ?? plainNumber,
      reads:
        type === 'id-number'
          ? (text) => !isWrongNumber(text)
          : (text) => readsAlone(read, column, width, text),
    }));
  });
  // Two amounts may share a column for their money.
  const seen = new Set<number>();
  return [...own, ...currencies.filter(({ column }) => seen.size < seen.add(column).size)];
}

const plainNumber = (cell: string): string => PLAIN.number?.(cell) ?? 'false';

/** Complete but wrong: looked for by likeness only. Numbers that can't be used at all have their rows refused. */
const isWrongNumber = (text: string): boolean => readIdNumber(text).status === 'invalid';

function readsAlone(read: RowReader, column: number, width: number, text: string): boolean {
  const cells = Array.from({ length: width }, (_, at) => (at === column ? text : ''));
  return read(cells).unread.length === 0;
}

async function readColumn(connection: DuckDBConnection, statement: string) {
  const read = await connection.runAndReadAll(statement);
  return { columns: read.getRows().map(([text]) => String(text)) };
}

async function linesAreRecords(connection: DuckDBConnection, { scan }: OpenTable): Promise<boolean> {
  if (scan.kind !== 'csv' || scan.rowNumbers === 'first-column') return true;
  const lines = `read_csv(${quoted(scan.path)}, auto_detect = false, header = false, skip = ${scan.skipLines},
    delim = '\u001f', quote = '', escape = '', strict_mode = false, columns = {'line': 'VARCHAR'})`;
  const counted = await connection.runAndReadAll(
    `select (select count(*) from ${lines}) = (select count(*) from w.scanned)`,
  );
  return counted.value(0, 0) === true;
}

async function listRows(
  { file, signal }: UnreadInput,
  table: OpenTable,
  connection: DuckDBConnection,
): Promise<UnreadCells> {
  const read = makeRowReader(file.kind, table.mapping);
  const numbers = REGISTERS[file.kind].fields.flatMap(({ key, label, type }) => {
    const column = table.mapping.fields[key];
    return type === 'id-number' && column !== undefined ? [{ label, index: column.index }] : [];
  });
  const found = await connection.stream(
    `select ${rowNumberSql(table.scan)}, body from w.scanned where body is not null limit ${LISTED}`,
  );
  const listed: Refusal[] = [];
  let seen = 0;
  let rows = 0;
  for await (const chunk of found) {
    signal?.throwIfAborted();
    for (const [number, body] of chunk.getRows()) {
      seen += 1;
      const cells = splitRow(String(body));
      if (!isData(table, cells)) continue;
      const place = {
        register: file.kind,
        file: table.name,
        ...table.placeOf(Number(number)),
        extent: 'field',
      } as const;
      const wrong = [
        ...numbers.flatMap(({ label, index }) => {
          const reading = readIdNumber(cells[index] ?? '');
          if (reading.status !== 'invalid') return [];
          const value = maskIdNumber(cells[index] ?? '');
          return [{ ...place, field: label, value, reason: idFaultText(reading), remedy: WRONG_NUMBER }];
        }),
        ...read(cells).unread.map(({ label, text, reason }) => ({
          ...place,
          field: label,
          value: text.slice(0, 40),
          reason,
          remedy: WRONG_CELL,
        })),
      ];
      if (wrong.length > 0) rows += 1;
      listed.push(...wrong);
    }
  }
  const counted = await connection.runAndReadAll('select count(body)::integer from w.scanned');
  return { listed, rows: rows + Number(counted.value(0, 0)) - seen };
}

import { type CalendarDate, err, type FieldValue, ok, type Result, ROSTER } from '@anju/domain';
import {
  type ColumnMapping,
  type MappingOverride,
  type OpenTable,
  openTable,
  type ReadFault,
  readRows,
  type TableSource,
  type TableToRead,
  undecidedFault,
} from '../../reading/index.ts';
import { readFieldValue } from '../field-value.ts';
import { raggedRefusal } from '../ragged.ts';
import { remembered } from '../remembered.ts';
import { unusedHeaders } from '../strange-file.ts';
import type { Refusal } from '../types.ts';
import { buildHousehold } from './build-household.ts';
import { groupRows } from './group-rows.ts';
import type { RosterHousehold, RosterReading, RosterRow } from './types.ts';

export interface RosterOptions {
  /** Must exist; scratch files in it are removed before returning. */
  readonly scratchDir: string;
  /** The day the roster stands for. */
  readonly asOf?: CalendarDate | null;
  readonly mapping?: ColumnMapping | MappingOverride;
  readonly signal?: AbortSignal;
}

/** The roster as a table: a file without 户编号 is grouped otherwise, so that its column may be missing. */
export const ROSTER_TABLE: TableToRead = {
  label: ROSTER.label,
  fillDownBlanks: ROSTER.fillDownBlanks,
  fields: [
    ...ROSTER.fields.map((field) => (field.key === 'code' ? { ...field, required: false } : field)),
    {
      key: 'ordinal',
      label: '序号',
      type: 'text',
      synonyms: ['序号', '户序', '顺序号'],
      required: false,
      fillDown: true,
    },
  ],
};

/**
 * Reads a roster (花名册): one row a member, household cells merged or written once. Members with a wrong but complete
 * number stay, marked invalid; those whose number is damaged, blank or of another kind stay
 * by name without one, told with the reason.
 */
export async function readRoster(
  source: TableSource,
  options: RosterOptions,
): Promise<Result<RosterReading, ReadFault>> {
  const opened = await openTable(source, ROSTER_TABLE, {
    scratchDir: options.scratchDir,
    ...(options.mapping === undefined ? {} : { mapping: options.mapping }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  });
  if (!opened.ok) return opened;
  const table = opened.value;
  try {
    const undecided = undecidedFault(table);
    return undecided === null ? ok(await readOpenRoster(table, options)) : err(undecided);
  } finally {
    await table.close();
  }
}

/** As `readRoster`, of a table already opened with `ROSTER_TABLE`; the caller closes it. */
export async function readOpenRoster(
  table: OpenTable,
  options: Pick<RosterOptions, 'asOf' | 'signal'>,
): Promise<RosterReading> {
  const refused: Refusal[] = [];
  const rows: RosterRow[] = [];
  const readRow = rowReader(table, (refusal) => refused.push(refusal));
  for await (const { row, cells } of readRows(table, options.signal)) rows.push(readRow(row, cells));
  const idLabel = ROSTER.fields.find((field) => field.key === 'id')?.label ?? '身份证号';
  const keysRecorded = rows.some(({ family }) => typeof family.keysOn === 'string');
  const file = { name: table.name, asOf: options.asOf ?? null, idLabel, keysRecorded };
  const households: RosterHousehold[] = [];
  for (const group of groupRows(rows, table.mapping.fields.code !== undefined)) {
    const household = buildHousehold(group, file, (refusal) => refused.push(refusal));
    if (household !== null) households.push(household);
  }
  for (const row of table.ragged.rows) refused.push(raggedRefusal('roster', table.name, row));
  return {
    households,
    refused,
    rowsRead: rows.length + table.ragged.count,
    headersUnused: unusedHeaders(table),
  };
}

/** Fields of the row's own person; all others are the household's. */
const OF_PERSON = new Set(['name', 'relation']);

function rowReader(table: OpenTable, refuse: (refusal: Refusal) => void) {
  const { fields } = table.mapping;
  const columns = ROSTER.fields.flatMap((field) => {
    const column = fields[field.key];
    if (column === undefined || field.type === 'id-number' || OF_PERSON.has(field.key)) return [];
    const read = (text: string) => readFieldValue(text, field, column.unit);
    return [{ field, index: column.index, read: field.key === 'code' ? read : remembered(read) }];
  });
  const cellOf = (cells: readonly (string | null)[], key: string) => cells[fields[key]?.index ?? -1] ?? null;
  let above: readonly (string | null)[] = [];
  let family: Readonly<Record<string, FieldValue>> = {};
  let unread: readonly Omit<Refusal, 'row'>[] = [];
  let keysUnread = false;
  const readFamily = (cells: readonly (string | null)[]): void => {
    const values: Record<string, FieldValue> = {};
    const faults: Omit<Refusal, 'row'>[] = [];
    keysUnread = false;
    for (const { field, index, read } of columns) {
      const text = ownText(cells[index] ?? '');
      const reading = read(text);
      values[field.key] = reading.ok ? reading.value : null;
      if (reading.ok) continue;
      keysUnread ||= field.key === 'keysOn';
      faults.push(unreadField(table.name, field.label, text, reading.reason));
    }
    family = values;
    unread = faults;
  };
  return (row: number, cells: readonly (string | null)[]): RosterRow => {
    if (above.length === 0 || columns.some(({ index }) => cells[index] !== above[index])) readFamily(cells);
    above = cells;
    for (const fault of unread) refuse({ ...fault, row });
    return {
      row,
      name: ownText((cellOf(cells, 'name') ?? '').trim()),
      relation: cellOf(cells, 'relation'),
      rawId: ownText(cellOf(cells, 'id') ?? ''),
      ordinal: cellOf(cells, 'ordinal'),
      family,
      keysUnread,
    };
  };
}

const unreadField = (file: string, label: string, text: string, reason: string): Omit<Refusal, 'row'> => ({
  register: 'roster',
  file,
  field: label,
  value: text.slice(0, 40),
  reason,
  remedy: '更正该单元格后重新提供；更正前此项按未提供处理',
  extent: 'field',
});

/** V8 keeps the text that a longer slice was cut from: here the whole file. */
const SLICE_KEEPS_ITS_TEXT = 13;

const ownText = (text: string): string =>
  text.length < SLICE_KEEPS_ITS_TEXT ? text : Buffer.from(text).toString();

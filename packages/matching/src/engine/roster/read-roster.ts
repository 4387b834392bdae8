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
  type UncomputedRow,
  undecidedFault,
} from '../../reading/index.ts';
import { type FieldReading, readFieldValue } from '../field-value.ts';
import { raggedRefusal } from '../ragged.ts';
import { remembered } from '../remembered.ts';
import { noRowsFault, unusedHeaders } from '../strange-file.ts';
import type { Refusal } from '../types.ts';
import { uncomputedRefusal } from '../uncomputed.ts';
import { buildHousehold } from './build-household.ts';
import { groupRows, isGrouped } from './group-rows.ts';
import { peopleBeside } from './people-beside.ts';
import type { RosterHousehold, RosterReading, RosterRow, RowFault } from './types.ts';

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
  keepsUncomputed: true,
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
 * by name without one, told with the reason. A file of which no household can be used is a fault.
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
    if (undecided !== null) return err(undecided);
    const reading = await readOpenRoster(table, options);
    if (reading.rowsRead === 0) return err(noRowsFault(table.name));
    if (!reading.isGrouped) return err(ungroupedFault(table));
    return reading.households.length === 0 ? err(nobodyFault(table.name, reading.refused)) : ok(reading);
  } finally {
    await table.close();
  }
}

/** Who belongs together is asked for: all rows would be one household. */
export const ungroupedFault = (table: Pick<OpenTable, 'name' | 'header'>): ReadFault => ({
  code: 'undecided-columns',
  message: `${table.name}：看不出哪几行是一户。缺少户编号列。请补上户编号、与承租人关系（写明本人）、每户一个的序号，或小区和房号中的一种；表头写法不同的，请指定列的对应关系。如果不是花名册，请核对文件是否选错`,
  file: table.name,
  seenHeader: table.header.columns.map(({ header }) => header),
});

const nobodyFault = (file: string, [first]: readonly Refusal[]): ReadFault => ({
  code: 'empty',
  message: `${file}：没有一户可以采用${first === undefined ? '' : `。如第 ${first.row} 行“${first.field ?? '整行'}”：${first.reason}。${first.remedy}`}`,
  file,
});

/** As `readRoster`, of a table already opened with `ROSTER_TABLE`; the caller closes it. */
export async function readOpenRoster(
  table: OpenTable,
  options: Pick<RosterOptions, 'asOf' | 'signal'>,
): Promise<RosterReading> {
  const refused: Refusal[] = [];
  const rows: RosterRow[] = [];
  const readRow = rowReader(table, (refusal) => refused.push(refusal));
  const beside = peopleBeside(table);
  const uncomputed = new Map(table.uncomputed.map((lacking) => [lacking.row, lacking]));
  let withoutCode = 0;
  for await (const { row, cells } of readRows(table, options.signal)) {
    const lacking = uncomputed.get(row);
    if (lacking?.fields.some(({ key }) => key === 'code')) {
      refused.push(uncomputedRefusal('roster', table, lacking));
      withoutCode += 1;
      continue;
    }
    const read = readRow(row, cells, lacking);
    if (TOTAL.test(read.name) && read.rawId.trim() === '') continue;
    rows.push(read);
    beside.take(read.place, cells);
  }
  const idLabel = ROSTER.fields.find((field) => field.key === 'id')?.label ?? '身份证号';
  const keysRecorded = rows.some(({ family }) => typeof family.keysOn === 'string');
  const file = { name: table.name, asOf: options.asOf ?? null, idLabel, keysRecorded };
  const households: RosterHousehold[] = [];
  for (const group of groupRows(rows)) {
    const household = buildHousehold(group, file, (refusal) => refused.push(refusal));
    if (household !== null) households.push(household);
  }
  for (const refusal of beside.withoutRow(households)) refused.push(refusal);
  for (const row of table.ragged.rows) refused.push(raggedRefusal('roster', table.name, row));
  return {
    households,
    refused,
    isGrouped: isGrouped(rows),
    rowsRead: rows.length + withoutCode + table.ragged.count,
    headersUnused: unusedHeaders(table),
    sheetsLeftOut: table.leftOut,
  };
}

const TOTAL = /^(?:合|总|小|累)\s*计$|^本页[合小]计$/u;

/** Rents, areas and months owed of a roster are counts of something: none of them is less than nothing. */
function neverBelowNothing(reading: FieldReading, label: string): FieldReading {
  return reading.ok && typeof reading.value === 'number' && reading.value < 0
    ? { ok: false, reason: `${label}不能是负数` }
    : reading;
}

/** Fields of the row's own person; all others are the household's. */
const OF_PERSON = new Set(['name', 'relation']);

function rowReader(table: OpenTable, refuse: (refusal: Refusal) => void) {
  const { fields } = table.mapping;
  const columns = ROSTER.fields.flatMap((field) => {
    const column = fields[field.key];
    if (column === undefined || field.type === 'id-number' || OF_PERSON.has(field.key)) return [];
    const read = (text: string) => neverBelowNothing(readFieldValue(text, field, column.unit), field.label);
    return [{ field, index: column.index, read: field.key === 'code' ? read : remembered(read) }];
  });
  const cellOf = (cells: readonly (string | null)[], key: string) => cells[fields[key]?.index ?? -1] ?? null;
  let above: readonly (string | null)[] = [];
  let family: Readonly<Record<string, FieldValue>> = {};
  let unread: readonly Omit<Refusal, 'row' | 'sheet'>[] = [];
  let keysUnread = false;
  const readFamily = (cells: readonly (string | null)[]): void => {
    const values: Record<string, FieldValue> = {};
    const faults: Omit<Refusal, 'row' | 'sheet'>[] = [];
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
  return (row: number, cells: readonly (string | null)[], lacking: UncomputedRow | undefined): RosterRow => {
    if (above.length === 0 || columns.some(({ index }) => cells[index] !== above[index])) readFamily(cells);
    above = cells;
    const place = table.placeOf(row);
    for (const fault of unread) refuse({ ...fault, ...place });
    const isLost = lacking?.fields.some(({ required }) => required) === true;
    if (lacking !== undefined && !isLost) refuse(uncomputedRefusal('roster', table, lacking, 'field'));
    const name = ownText((cellOf(cells, 'name') ?? '').trim());
    const rawId = ownText(cellOf(cells, 'id') ?? '');
    return {
      place,
      name,
      relation: cellOf(cells, 'relation'),
      rawId,
      ordinal: cellOf(cells, 'ordinal'),
      family,
      keysUnread,
      fault: isLost
        ? uncomputedRefusal('roster', table, lacking)
        : name === '' && rawId.trim() !== ''
          ? NAMELESS
          : null,
    };
  };
}

/** Everybody has to be called something. */
const NAMELESS: RowFault = { field: '姓名', reason: '姓名为空', remedy: '补填姓名后重新提供' };

const unreadField = (
  file: string,
  label: string,
  text: string,
  reason: string,
): Omit<Refusal, 'row' | 'sheet'> => ({
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

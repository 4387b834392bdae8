import type { YearMonth } from '@anju/domain';
import {
  type FieldValue,
  type MonthValue,
  REGISTERS,
  type RegisterKind,
  type RegisterValues,
} from '@anju/domain';
import type { ColumnMapping } from '../reading/index.ts';
import { readFieldValue, readPlainNumber } from './field-value.ts';
import { remembered } from './remembered.ts';

export interface UnreadField {
  readonly label: string;
  readonly text: string;
  readonly reason: string;
}

/** The typed values of one row, and the fields whose cells could not be read (their value is null). */
export interface ReadRow {
  readonly values: RegisterValues;
  readonly unread: readonly UnreadField[];
}

export type RowReader = (cells: readonly string[]) => ReadRow;

const NONE: readonly UnreadField[] = [];

/**
 * Makes a reader for the rows of one file. Dates and amounts repeat much in a register, so that readings are
 * remembered for each column.
 */
export function makeRowReader(kind: RegisterKind, mapping: ColumnMapping): RowReader {
  const { fields } = REGISTERS[kind];
  const plain = fields.flatMap((field) => {
    const column = mapping.fields[field.key];
    if (column === undefined || field.type === 'month-series') return [];
    const read = (text: string) => readFieldValue(text, field, column.unit);
    const remembers = field.type !== 'name' && field.type !== 'id-number';
    return [{ field, index: column.index, read: remembers ? remembered(read) : read }];
  });
  const series = fields.flatMap((field) => {
    const months = mapping.series[field.key]?.months;
    return months === undefined ? [] : [{ field, months }];
  });
  return (cells) => {
    const values: Record<string, FieldValue> = {};
    let unread: UnreadField[] | null = null;
    for (const { field, index, read } of plain) {
      const text = cells[index] ?? '';
      const reading = read(text);
      if (reading.ok) values[field.key] = reading.value;
      else {
        values[field.key] = null;
        unread ??= [];
        unread.push({ label: field.label, text, reason: reading.reason });
      }
    }
    for (const { field, months } of series) {
      const readings: MonthValue[] = [];
      for (const { index, month } of months) {
        const text = cells[index] ?? '';
        if (text.trim() === '') continue;
        const number = readPlainNumber(text);
        // Months come from the header, where the reader has checked them.
        if (number !== null) readings.push({ month: month as YearMonth, value: number });
        else if (/\d/.test(text)) {
          unread ??= [];
          unread.push({ label: `${field.label}（${month}）`, text, reason: `“${text}”不是数字，请只填数字` });
        }
      }
      values[field.key] = readings;
    }
    return { values, unread: unread ?? NONE };
  };
}

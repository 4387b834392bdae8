import type { YearMonth } from '@anju/domain';
import {
  type FieldValue,
  type MonthValue,
  REGISTERS,
  type RegisterKind,
  type RegisterValues,
} from '@anju/domain';
import { type ColumnMapping, isOurMoney } from '../reading/index.ts';
import { type FieldReading, readFieldValue, readPlainNumber } from './field-value.ts';
import { remembered } from './remembered.ts';

export interface UnreadField {
  readonly key: string;
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

const IN_YUAN: FieldReading = { ok: true, value: null };
const notInYuan = (currency: string): FieldReading => ({
  ok: false,
  reason: `币种是“${currency.trim()}”，不能当作人民币比较，请折算成人民币后重新提供`,
});

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
    const unit = column.unit ?? field.defaultUnit ?? '元';
    return [
      {
        field,
        index: column.index,
        read: remembers ? remembered(read) : read,
        currencies: column.currencies ?? [],
        moneyOf: remembered((said) => (isOurMoney(said, unit) ? IN_YUAN : notInYuan(said))),
      },
    ];
  });
  const series = fields.flatMap((field) => {
    const months = mapping.series[field.key]?.months;
    return months === undefined ? [] : [{ field, months }];
  });
  return (cells) => {
    const values: Record<string, FieldValue> = {};
    let unread: UnreadField[] | null = null;
    for (const { field, index, read, currencies, moneyOf } of plain) {
      const text = cells[index] ?? '';
      const own = read(text);
      const foreign = currencies.map((at) => moneyOf(cells[at] ?? '')).find(({ ok }) => !ok);
      const reading = foreign === undefined || (own.ok && own.value === null) ? own : foreign;
      if (reading.ok) values[field.key] = reading.value;
      else {
        values[field.key] = null;
        unread ??= [];
        unread.push({ key: field.key, label: field.label, text, reason: reading.reason });
      }
    }
    for (const { field, months } of series) {
      const readings: MonthValue[] = [];
      for (const { index, month } of months) {
        const text = cells[index] ?? '';
        const number = readPlainNumber(text);
        // Months come from the header, where the reader has checked them.
        readings.push({ month: month as YearMonth, value: number });
        if (number === null && /\d/.test(text)) {
          unread ??= [];
          unread.push({
            key: field.key,
            label: `${field.label}（${month}）`,
            text,
            reason: `“${text}”不是数字，请只填数字`,
          });
        }
      }
      values[field.key] = readings;
    }
    return { values, unread: unread ?? NONE };
  };
}

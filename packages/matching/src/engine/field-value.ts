import type { MoneyUnit } from '@anju/domain';
import {
  type FieldDescription,
  type FieldValue,
  normaliseText,
  readArea,
  readCalendarDate,
  readIdNumber,
  readMoney,
  readYearMonth,
} from '@anju/domain';

export type FieldReading =
  | { readonly ok: true; readonly value: FieldValue }
  /** `reason` in Chinese. */
  | { readonly ok: false; readonly reason: string };

const value = (read: FieldValue): FieldReading => ({ ok: true, value: read });
const unreadable = (reason: string): FieldReading => ({ ok: false, reason });

const MONEY_UNITS: Readonly<Record<string, MoneyUnit>> = {
  分: '分',
  元: '元',
  百元: '百元',
  千元: '千元',
  万元: '万元',
  百万元: '百万元',
  亿元: '亿元',
};

// What clerks write for "nothing": the cell then says nothing, which is not the same as a fault.
const NOTHING = /^[-—–/\\.·*]*$|^(?:无|空|未知|不详|暂无|null|N\/A|#N\/A)$/i;

// Nothing in it that normalising would change.
const PLAIN = /^[\u4E00-\u9FFF0-9A-Za-z.-]+$/;
const PLAIN_VALUE = /^\d[\d.-]*$/;

/** One cell as the type of its field says: money in fen, areas in cm²; null where the cell says nothing. */
export function readFieldValue(
  raw: string | null | undefined,
  field: Pick<FieldDescription, 'type' | 'label' | 'defaultUnit'>,
  unit: string | null,
): FieldReading {
  if (raw === null || raw === undefined || raw === '') return value(null);
  switch (field.type) {
    case 'name':
      return value(raw.trim() === '' ? null : raw.trim());
    case 'id-number': {
      const reading = readIdNumber(raw);
      return value(reading.status === 'valid' || reading.status === 'invalid' ? reading.id : null);
    }
    case 'text':
    case 'code': {
      const text = PLAIN.test(raw) ? raw : normaliseText(raw);
      return value(text === '' ? null : text);
    }
    default:
      return !PLAIN_VALUE.test(raw) && NOTHING.test(normaliseText(raw))
        ? value(null)
        : readMeasured(raw, field, unit);
  }
}

function readMeasured(
  raw: string,
  field: Pick<FieldDescription, 'type' | 'label' | 'defaultUnit'>,
  unit: string | null,
): FieldReading {
  switch (field.type) {
    case 'date': {
      const read = readCalendarDate(raw);
      return read.ok ? value(read.value) : unreadable(read.error.message);
    }
    case 'year-month': {
      const read = readYearMonth(raw);
      return read.ok ? value(read.value) : unreadable(read.error.message);
    }
    case 'money': {
      const read = readMoney(raw, MONEY_UNITS[unit ?? field.defaultUnit ?? '元'] ?? '元');
      return read.ok ? value(read.value) : unreadable(read.error.message);
    }
    case 'area': {
      const written = unit ?? field.defaultUnit;
      const read = readArea(raw, written === '亩' || written === '公顷' ? written : '㎡');
      return read.ok ? value(read.value) : unreadable(read.error.message);
    }
    default: {
      const number = readPlainNumber(raw);
      return number === null ? unreadable(`“${raw}”不是数字，请只填数字`) : value(number);
    }
  }
}

/** A count or a meter reading: thousands separators and a unit behind it are left out. */
export function readPlainNumber(raw: string): number | null {
  const text = normaliseText(raw).replace(/(?<=\d),(?=\d{3})/g, '');
  const found = /^(-?\d+(?:\.\d+)?)(?:个?月|度|千瓦时|kwh|立方米|m3|方|户|人|个)?$/i.exec(text);
  return found ? Number(found[1]) : null;
}

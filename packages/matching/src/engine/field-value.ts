import type { MoneyUnit } from '@anju/domain';
import {
  type FieldDescription,
  type FieldValue,
  normaliseText,
  readArea,
  readDatedValue,
  readIdNumber,
  readMoney,
  readYearMonth,
  yearMonthOf,
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

const MONTHS_IN: Readonly<Record<string, number>> = { 月: 1, 季: 3, 年: 12 };

const AREA_UNITS: Readonly<Record<string, '㎡' | '亩' | '公顷'>> = { '㎡': '㎡', 亩: '亩', 公顷: '公顷' };

// What clerks write for "nothing": the cell then says nothing, which is not the same as a fault.
const NOTHING = /^[-—–/\\.·*]*$|^(?:无|空|未知|不详|暂无|null|N\/A|#N\/A)$/i;

// The day that a database or a sheet writes where it has none: zero in its own reckoning.
const NO_DAY =
  /^(?:0|0000-00-00|0001-01-01|1899-12-3[01]|1900[-/.]0?1[-/.]0?[01])(?:[T ]0{1,2}:00(?::00(?:\.0+)?)?)?$/;

// Where a day should stand: it is still going on.
const OPEN_ENDED = /^(?:至今|长期|永久|长期有效|永久有效|无固定期限|无期限)$/;

// Where a number or a name should stand: no number at all, shared by all that have none.
const NO_NUMBER =
  /^(?:0+|x{2,}|\?+|没有|尚无|未办|未办理|待办|待补|待定|待查|不明|未登记|未上牌|未录入|未提供|无(?:号|证|牌|牌照|号牌|编号|证号|记录|信息)|none|nil)$/i;
const DASHES = /^[-—–/\\.·*]*$/;

// Nothing in it that normalising would change.
const PLAIN = /^[\u4E00-\u9FFF0-9A-Za-z.-]+$/;
const PLAIN_VALUE = /^\d[\d.-]*$/;

/** One cell as the type of its field says: money in fen, areas in cm²; null where the cell says nothing. */
export function readFieldValue(
  raw: string | null | undefined,
  field: Pick<FieldDescription, 'type' | 'label' | 'defaultUnit' | 'identifying'>,
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
      return value(saysNothing(text, field) ? null : text);
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
      const text = normaliseText(raw);
      if (OPEN_ENDED.test(text) || NO_DAY.test(text)) return value(null);
      const read = readDatedValue(raw);
      if (!read.ok) return unreadable(read.error.message);
      const { date, precision } = read.value;
      return value(precision === 'month' ? yearMonthOf(date) : date);
    }
    case 'year-month': {
      const read = readYearMonth(raw);
      return read.ok ? value(read.value) : unreadable(read.error.message);
    }
    case 'money':
      return readAmount(raw, unit ?? field.defaultUnit ?? '元');
    case 'area': {
      const written = AREA_UNITS[unit ?? '㎡'];
      if (written === undefined) return unreadable(cannotConvert(unit ?? ''));
      const read = readArea(raw, written);
      return read.ok ? value(read.value) : unreadable(read.error.message);
    }
    default: {
      const number = readPlainNumber(raw);
      return number === null ? unreadable(`“${raw}”不是数字，请只填数字`) : value(number);
    }
  }
}

const cannotConvert = (unit: string) => `单位“${unit}”不能换算，请换算后重新提供`;

/** An amount for a year or a quarter is given as that of one month, parts of a fen left out. */
function readAmount(raw: string, unit: string): FieldReading {
  const [base = '', period = '月'] = unit.split('/');
  const moneyUnit = MONEY_UNITS[base];
  const months = MONTHS_IN[period];
  if (moneyUnit === undefined || months === undefined) return unreadable(cannotConvert(unit));
  const read = readMoney(raw, moneyUnit);
  if (!read.ok) return unreadable(read.error.message);
  return value(months === 1 ? read.value : Math.trunc(read.value / months));
}

/** Dashes say nothing anywhere; 无 may be an answer (涡轮增压：无) but never a number or a name of a thing. */
function saysNothing(text: string, { identifying }: Pick<FieldDescription, 'identifying'>): boolean {
  if (DASHES.test(text)) return true;
  return identifying === true && (NOTHING.test(text) || NO_NUMBER.test(text));
}

/** A count or a meter reading: thousands separators and a unit behind it are left out. */
export function readPlainNumber(raw: string): number | null {
  const text = normaliseText(raw).replace(/(?<=\d),(?=\d{3})/g, '');
  const found = /^(-?\d+(?:\.\d+)?)(?:个?月|度|千瓦时|kwh|立方米|m3|方|户|人|个)?$/i.exec(text);
  return found ? Number(found[1]) : null;
}

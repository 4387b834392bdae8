import { type CalendarDate, calendarDate } from '../basics/calendar-date.ts';
import { isOneEditApart } from '../basics/one-edit.ts';
import type { PolicyFault } from './policy-fault.ts';

/** Reads one value at a path; on a fault it is added to the list and what is returned is not used. */
export type Reader<T> = (json: unknown, path: string, faults: PolicyFault[]) => T | undefined;

export interface RequiredField<T> {
  readonly required: true;
  readonly read: Reader<T>;
}
export interface OptionalField<T> {
  readonly required: false;
  readonly read: Reader<T>;
}

/** One field for every key of T: a key added to the type and not to its reader does not compile. */
export type Shape<T> = {
  readonly [K in keyof T]-?: object extends Pick<T, K>
    ? OptionalField<Exclude<T[K], undefined>>
    : RequiredField<T[K]>;
};

export function required<T>(read: Reader<T>): RequiredField<T> {
  return { required: true, read };
}

export function optional<T>(read: Reader<T>): OptionalField<T> {
  return { required: false, read };
}

const join = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`);

function isRecord(json: unknown): json is Readonly<Record<string, unknown>> {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

function typeFault(path: string, faults: PolicyFault[], expected: string): undefined {
  faults.push({ code: 'type', path, message: `不是${expected}`, remedy: `请改为${expected}` });
  return undefined;
}

function unknownKey(path: string, key: string, known: readonly string[]): PolicyFault {
  const near = known.find((k) => isNear(k, key));
  const remedy = near ? `是否为 ${near}？请改正键名` : `请删除或改正键名；此处可用：${known.join('、')}`;
  return { code: 'unknown-key', path: join(path, key), message: `不认识的键 ${key}`, remedy };
}

function isNear(known: string, written: string): boolean {
  const a = known.toLowerCase();
  const b = written.toLowerCase().replace(/[_-]/g, '');
  if (a === b || isOneEditApart(a, b)) return true;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return (
    long.length - short.length === 1 &&
    [...long].some((_, i) => long.slice(0, i) + long.slice(i + 1) === short)
  );
}

/** An object with exactly these keys; others are faults, so that a typing slip can't switch a limit off. */
export function object<T extends object>(shape: Shape<T>): Reader<T> {
  const fields = Object.entries<RequiredField<unknown> | OptionalField<unknown>>(shape);
  const keys = fields.map(([key]) => key);
  return (json, path, faults) => {
    if (!isRecord(json)) return typeFault(path, faults, '对象 { … }');
    for (const key of Object.keys(json)) {
      if (!keys.includes(key)) faults.push(unknownKey(path, key, keys));
    }
    const read: Record<string, unknown> = {};
    for (const [key, field] of fields) {
      if (Object.hasOwn(json, key)) {
        read[key] = field.read(json[key], join(path, key), faults);
      } else if (field.required) {
        faults.push({
          code: 'missing',
          path: join(path, key),
          message: '没有这一项',
          remedy: '请按政策原文补上',
        });
      }
    }
    // Shape<T> has a reader of the right type for every key, and the result is used only when there is no fault.
    return read as T;
  };
}

export function list<T>(item: Reader<T>, minimum = 1): Reader<readonly T[]> {
  return (json, path, faults) => {
    if (!Array.isArray(json)) return typeFault(path, faults, '列表 [ … ]');
    if (json.length < minimum) {
      faults.push({ code: 'range', path, message: '列表为空', remedy: '请填写内容，或删除此键' });
    }
    return json.flatMap((element: unknown, i) => item(element, `${path}[${i}]`, faults) ?? []);
  };
}

export function record<T>(
  keyPattern: RegExp,
  keyName: string,
  value: Reader<T>,
): Reader<Readonly<Record<string, T>>> {
  return (json, path, faults) => {
    if (!isRecord(json)) return typeFault(path, faults, '对象 { … }');
    const entries: [string, T][] = [];
    for (const [key, element] of Object.entries(json)) {
      if (!keyPattern.test(key)) {
        faults.push({
          code: 'format',
          path: join(path, key),
          message: `键应为${keyName}`,
          remedy: '请改正键名',
        });
      }
      const read = value(element, join(path, key), faults);
      if (read !== undefined) entries.push([key, read]);
    }
    return Object.fromEntries(entries);
  };
}

export interface NumberBounds {
  readonly min?: number;
  readonly max?: number;
  readonly integer?: boolean;
  /** Unit and an example, in Chinese, for the remedy. */
  readonly hint?: string;
}

export function number(bounds: NumberBounds = {}): Reader<number> {
  const { min = 0, max = 1e12, integer = false, hint = '' } = bounds;
  return (json, path, faults) => {
    if (typeof json !== 'number' || !Number.isFinite(json)) {
      return typeFault(path, faults, '数字（不带引号和单位）');
    }
    if (json < min || json > max || (integer && !Number.isInteger(json))) {
      const kind = integer ? '整数' : '数';
      const remedy = `应为 ${min} 到 ${max} 之间的${kind}${hint && `，${hint}`}`;
      faults.push({ code: 'range', path, message: `数值 ${json} 不合理`, remedy });
    }
    return json;
  };
}

export const text: Reader<string> = (json, path, faults) => {
  if (typeof json !== 'string' || json.trim() === '') return typeFault(path, faults, '非空文字');
  return json;
};

export const flag: Reader<boolean> = (json, path, faults) =>
  typeof json === 'boolean' ? json : typeFault(path, faults, ' true 或 false');

export const date: Reader<CalendarDate> = (json, path, faults) => {
  try {
    return calendarDate(typeof json === 'string' ? json : '');
  } catch {
    const remedy = '请写成实际存在的日期，如 2026-01-01';
    faults.push({ code: 'format', path, message: '日期不对', remedy });
    return undefined;
  }
};

export function oneOf<const T extends string>(...values: readonly T[]): Reader<T> {
  return (json, path, faults) => {
    const found = values.find((v) => v === json);
    if (found === undefined) typeFault(path, faults, `以下之一：${values.join('、')}`);
    return found;
  };
}

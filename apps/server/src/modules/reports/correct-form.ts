import { fenOfWanYuan, wanYuanOf } from '@anju/official-forms';
import type { Json } from '../../platform/json.ts';
import type { AnyForm } from './form-of.ts';
import type { Correction } from './frozen-form.ts';
import { presentPath, type RowKeys, valueAt, withValue } from './stable-path.ts';

/** A hand correction beside what the records say. */
export interface ShownCorrection extends Correction {
  readonly key: string;
  /** Where it stands now; null when its row is no longer on the form. */
  readonly path: string | null;
  readonly label: string;
  readonly computedNow: number | string | null;
  /** The records have changed since: somebody must look whether the correction still holds. */
  readonly changedSince: boolean;
}

const isScalar = (value: Json | undefined): value is number | string =>
  typeof value === 'number' || typeof value === 'string';

/** The computed data with the hand corrections in place, and what each of them replaced. */
export function correctForm(
  form: AnyForm,
  computed: Json,
  rowKeys: RowKeys,
  corrections: Readonly<Record<string, Correction>>,
): { readonly data: Json; readonly shown: readonly ShownCorrection[] } {
  let data = computed;
  const shown = Object.entries(corrections).map(([key, correction]): ShownCorrection => {
    const path = presentPath(key, rowKeys);
    const now = path === null ? undefined : valueAt(computed, path);
    if (path !== null && now !== undefined) data = withValue(data, path.split('.'), correction.value);
    const computedNow = isScalar(now) ? now : null;
    return {
      ...correction,
      key,
      path: now === undefined ? null : path,
      label: (path === null ? null : form.label(path)) ?? key,
      computedNow,
      changedSince: computedNow !== correction.computed,
    };
  });
  return { data, shown };
}

export type CorrectionReading =
  | { readonly status: 'read'; readonly value: number | string; readonly computed: number | string }
  | { readonly status: 'refused'; readonly message: string };

/** Texts that are typed and not computed, and what the campaign fixes: no correction there. */
const NOT_CORRECTED = /^(?:header|signature|remarks|row\.obstacles)/;

/** A correction as it was typed: a count, 万元, or a text, as the corrected value is. */
export function readCorrection(
  form: AnyForm,
  computed: Json,
  path: string,
  typed: string,
): CorrectionReading {
  const now = valueAt(computed, path);
  if (!isScalar(now) || NOT_CORRECTED.test(path))
    return { status: 'refused', message: '这一格不是由记录算出的，不能更正。' };
  const value = typedValue(now, path, typed.trim());
  if (value === null)
    return {
      status: 'refused',
      message: path.endsWith('Fen') ? '请填写金额（万元），如 12.5。' : '请填写 0 或正整数。',
    };
  const parsed = form.parse(withValue(computed, path.split('.'), value));
  if (parsed.ok) return { status: 'read', value, computed: now };
  const fault = parsed.error.find((one) => one.path === path);
  // Another cell's fault is not this correction's.
  return fault === undefined
    ? { status: 'read', value, computed: now }
    : { status: 'refused', message: fault.message };
}

function typedValue(now: number | string, path: string, typed: string): number | string | null {
  if (typeof now === 'string') return typed;
  if (path.endsWith('Fen')) return fenOfWanYuan(typed);
  const plain = typed.normalize('NFKC');
  return /^\d{1,9}$/.test(plain) ? Number(plain) : null;
}

const MOST_QUOTED = 40;

/** A correction as the history of the form tells it: which cell, from what to what, and why. */
export function correctionWords(
  form: AnyForm,
  path: string,
  told: { readonly from: Json | undefined; readonly to: Json | undefined; readonly reason: string },
): string {
  const words = (value: Json | undefined) => valueWords(value, path.endsWith('Fen'));
  return `${form.label(path) ?? path}：${words(told.from)} 改为 ${words(told.to)}。${told.reason}`;
}

function valueWords(value: Json | undefined, money: boolean): string {
  if (typeof value === 'number') return money ? `${wanYuanOf(value)} 万元` : String(value);
  if (typeof value !== 'string' || value === '') return '（空）';
  const characters = [...value];
  return `“${characters.slice(0, MOST_QUOTED).join('')}${characters.length > MOST_QUOTED ? '…' : ''}”`;
}

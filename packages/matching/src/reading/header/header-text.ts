import { readUnit, unitAmong } from './units.ts';

/** A header cell made comparable. */
export interface HeaderText {
  /** Lower case, half width, without spaces, brackets and punctuation. */
  readonly key: string;
  readonly unit: string | null;
  /** What stands in brackets and is no unit: 必填, 全年, 累计. */
  readonly remarks: string;
  /** key without a unit written at its end ("注册资本万元"), when there is one. */
  readonly bare: { readonly key: string; readonly unit: string } | null;
}

const BRACKETS = /[([{【〔<《]([^)\]}】〕>》]*)[)\]}】〕>》]/gu;
const IGNORED = /[\s\u200b-\u200d\u2060\ufeff*#:;,.、。·_\-—–/\\|"'“”‘’?!]/gu;
const TRAILING_UNIT =
  /^(.{2,}?)(人民币)?((?:[十百千万亿]*(?:美|欧|港|日|澳|加|新台|韩)?元)|[十百千万亿]*(?:港币|美金|英镑)|m2|平方米|平米|千瓦时|kwh|立方米|m3|吨)$/u;

export function readHeaderText(raw: string | null): HeaderText {
  const text = (raw ?? '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/(?<=.)(?:计量|金额|面积)?单位:\s*([^\s()]+)\s*$/u, '($1)');
  const bracketed = [...text.matchAll(BRACKETS)].map((m) => m[1] ?? '');
  const units = bracketed.map(unitAmong);
  const unit = units.find((u) => u !== null) ?? null;
  const outside = text.replace(BRACKETS, '').replace(IGNORED, '');
  const key = outside === '' ? text.replace(/[()[\]{}【】〔〕<>《》]/gu, '').replace(IGNORED, '') : outside;
  const trailing = TRAILING_UNIT.exec(key);
  const trailingUnit = trailing === null ? null : readUnit(trailing[3] ?? '');
  return {
    key,
    unit,
    remarks: outside === '' ? '' : bracketed.filter((_, at) => units[at] === null).join(' '),
    bare: trailing === null || trailingUnit === null ? null : { key: trailing[1] ?? '', unit: trailingUnit },
  };
}

export const headerKey = (raw: string | null): string => readHeaderText(raw).key;

import { list, number, object, oneOf, optional, type Reader, required, text } from './json-reader.ts';
import type { Period, PolicySource, Section } from './section.ts';

const source: Reader<PolicySource> = object<PolicySource>({
  text: required(text),
  confidence: required(oneOf('primary', 'government', 'third-party', 'unverified')),
  placeholders: optional(list(text)),
});

/** The keys every section has. */
export const sectionFields = {
  clause: optional(text),
  source: optional(source),
  note: optional(text),
} satisfies Record<keyof Section, unknown>;

export const period: Reader<Period> = object<Period>({
  value: required(number({ min: 1, max: 400, integer: true })),
  unit: required(oneOf('day', 'working-day', 'month', 'year')),
});

export const yuan = number({ max: 1e9, hint: '单位为元' });
/** Prices and capital: nothing between 0 and 1000 yuan is meant, it is 万元 by mistake. */
export const largeYuan: Reader<number> = (json, path, faults) => {
  const value = yuan(json, path, faults);
  if (value !== undefined && value > 0 && value < 1000) {
    const remedy = `单位为元；若指 ${value} 万元，请写 ${value * 10_000}`;
    faults.push({ code: 'range', path, message: `金额 ${value} 元过小`, remedy });
  }
  return value;
};
export const squareMetres = number({ max: 1000, hint: '单位为㎡' });
export const ratio = number({ min: 0.01, max: 10, hint: '请写成小数，如 80% 写 0.8' });
export const share = number({ max: 1, hint: '请写成小数，如 80% 写 0.8' });
export const months = number({ max: 600, integer: true, hint: '单位为月' });
export const years = number({ max: 100, hint: '单位为年' });
export const age = number({ max: 120, integer: true, hint: '单位为周岁' });

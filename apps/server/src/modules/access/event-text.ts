import { eventWord, valueWord } from './event-words.ts';

/** A payload as an auditor reads it: 办理 提出结论；新状态 待审定. */
export function eventText(payload: unknown): string {
  if (!isRecord(payload)) return '';
  return Object.entries(payload)
    .filter(([, value]) => value !== null && value !== '')
    .map(([key, value]) => `${eventWord(key) ?? key} ${valueText(key, value)}`)
    .join('；');
}

function valueText(key: string, value: unknown): string {
  if (Array.isArray(value)) return value.map((one) => valueText(key, one)).join('、') || '无';
  if (isRecord(value))
    return Object.entries(value)
      .filter(([inner]) => inner !== 'id')
      .map(([inner, one]) => valueText(inner, one))
      .join(' ');
  if (typeof value === 'boolean') return value ? '是' : '否';
  const text = String(value);
  return valueWord(key, text) ?? text;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

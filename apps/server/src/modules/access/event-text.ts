import { eventWord, valueWord } from './event-words.ts';

export type SubjectNames = ReadonlyMap<string, { readonly name: string }>;

const UNNAMED: SubjectNames = new Map();

/**
 * The payload of an act as an auditor reads it: 办理 提出结论；新状态 待审定.
 * @param act e.g. 'finding.answer': what is done has words of its own there
 * @param names what people call the records whose ids stand in it
 */
export function eventText(act: string, payload: unknown, names: SubjectNames = UNNAMED): string {
  if (!isRecord(payload)) return '';
  return Object.entries(payload)
    .filter(([, value]) => value !== null && value !== '')
    .map(([key, value]) => said(eventWord(key) ?? key, valueText({ act, key, names }, value)))
    .join('；');
}

/** 线索〔2026〕23号 says itself what it is. */
const said = (word: string, text: string): string => (text.startsWith(word) ? text : `${word} ${text}`);

interface Place {
  readonly act: string;
  readonly key: string;
  readonly names: SubjectNames;
}

function valueText(place: Place, value: unknown): string {
  if (Array.isArray(value)) return value.map((one) => valueText(place, one)).join('、') || '无';
  if (isRecord(value))
    return Object.entries(value)
      .filter(([key]) => key !== 'id')
      .map(([key, one]) => valueText({ ...place, key }, one))
      .join(' ');
  if (typeof value === 'boolean') return value ? '是' : '否';
  const text = String(value);
  const { act, key, names } = place;
  return (
    names.get(text)?.name ??
    valueWord(key, text, act) ??
    (MACHINE_MADE.test(text) ? `${text.slice(0, 8)}…` : text)
  );
}

/** An id or a fingerprint: its beginning is as much as anybody compares. */
const MACHINE_MADE = /^(?:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[0-9a-f]{64})$/i;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

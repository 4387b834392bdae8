import { eventWord, valueWord } from '../../modules/access/index.ts';
import type { Json } from '../json.ts';

export interface Recorded {
  readonly act: string;
  readonly payload: Json;
}

/** Keys whose text is a code where it is written like one: 'to-exit', never '幸福路' or '2026-07-01'. */
const CODED = new Set([
  'did',
  'filled',
  'from',
  'measure',
  'receiver',
  'result',
  'selfCheck',
  'state',
  'to',
  'verdict',
  'via',
]);
const CODE = /^[a-z]+(?:-[a-z]+)*$/;

/** What an auditor would read of an event as a word of the program, e.g. 'clue.identity did view'. */
export function unspoken({ act, payload }: Recorded): readonly string[] {
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) return [];
  return Object.entries(payload).flatMap(([key, value]) => {
    if (eventWord(key) === null) return [`${act} ${key}`];
    const isCode = CODED.has(key) && typeof value === 'string' && CODE.test(value);
    return isCode && valueWord(key, value, act) === null ? [`${act} ${key} ${value}`] : [];
  });
}

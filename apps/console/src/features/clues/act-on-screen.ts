import { CLUE_RESULTS, type ClueAct } from '@anju/domain';
import type { Clue } from '../../api/contract.ts';
import type { ActField } from './act-fields.tsx';
import type { Filled } from './act-form.tsx';

/** How an act is asked for on screen and sent. Giving it to somebody has a form of its own. */
export interface ActOnScreen {
  readonly act: ClueAct;
  /** On the switch between acts. */
  readonly label: string;
  readonly button: string;
  readonly says?: string;
  readonly fields: readonly ActField[];
  /** Fields that only this clue needs, before the others. */
  readonly fieldsOf?: (clue: Clue) => readonly ActField[];
  readonly papers: boolean;
  /** The letters that are sent with it, to be printed before. */
  readonly letters?: readonly Clue['letters'][number]['kind'][];
  readonly initial?: (clue: Clue, today: string) => Readonly<Record<string, string>>;
  readonly said: (filled: Filled) => string;
  readonly send: (clue: Clue, filled: Filled) => Promise<void>;
}

export const optionsOf = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels).map(([value, label]) => ({ value, label }));

/** A value that a select or a set of cards gave: one of the list's keys. */
export function keyIn<K extends string>(labels: Readonly<Record<K, string>>, value: string | undefined): K {
  const isKey = (text: string): text is K => Object.hasOwn(labels, text);
  if (value === undefined || !isKey(value)) throw new Error(`not in the list: ${value}`);
  return value;
}

export const reason = (label: string, placeholder?: string): ActField => ({
  key: 'text',
  label,
  kind: 'text',
  needed: true,
  ...(placeholder === undefined ? {} : { placeholder }),
});
export const remark = (label: string): ActField => ({ key: 'text', label, kind: 'text' });
export const day = (label: string): ActField => ({ key: 'on', label, kind: 'date', needed: true });
export const result: ActField = {
  key: 'result',
  label: '核查结论',
  kind: 'select',
  needed: true,
  options: optionsOf(CLUE_RESULTS),
};
export const today = (_: Clue, on: string) => ({ on });

export const path = (clue: Clue) => ({ path: { id: clue.id } });
export const textOf = ({ values }: Filled): string => values.text ?? '';
export const onOf = ({ values }: Filled): string => values.on ?? '';

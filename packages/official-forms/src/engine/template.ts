import { formatFormDate, readFormDate } from './form-date.ts';

/** A hand-filled part of a preprinted text. `blank` is what the original shows while nothing is filled in. */
export interface Slot {
  readonly name: string;
  readonly blank: string;
  readonly kind: 'text' | 'date';
}

export type Template = readonly (string | Slot)[];

export const slot = (name: string, blank = ''): Slot => ({ name, blank, kind: 'text' });
export const dateSlot = (name: string, blank: string): Slot => ({ name, blank, kind: 'date' });

/** The preprinted text with its slots filled from `values`; an empty or missing value leaves the blank. */
export function fillTemplate(template: Template, values: Readonly<Record<string, string>>): string {
  return template
    .map((part) => {
      if (typeof part === 'string') return part;
      const value = values[part.name] ?? '';
      if (value === '') return part.blank;
      return part.kind === 'date' ? formatFormDate(value) : value;
    })
    .join('');
}

const bare = (text: string): string => text.replace(/\s+/gu, '');

/** Spaces come and go when a form passes through other hands; the other characters may not. */
export function samePrint(left: string, right: string): boolean {
  return bare(left) === bare(right);
}

function literalPattern(text: string): string {
  return [...bare(text)].map((char) => char.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')).join('\\s*');
}

export type TemplateReading =
  | { readonly status: 'read'; readonly values: Readonly<Record<string, string>> }
  | { readonly status: 'changed' }
  | { readonly status: 'bad-date'; readonly text: string };

/** The slots' values out of a text that may have been filled by hand; `changed` when the preprinted part differs. */
export function readTemplate(template: Template, text: string): TemplateReading {
  const slots = template.filter((part) => typeof part !== 'string');
  const pattern = template
    .map((part) => (typeof part === 'string' ? literalPattern(part) : '([\\s\\S]*?)'))
    .join('\\s*');
  const match = new RegExp(`^\\s*${pattern}\\s*$`, 'u').exec(text);
  if (match === null) return { status: 'changed' };
  const values: Record<string, string> = {};
  for (const [index, part] of slots.entries()) {
    const written = (match[index + 1] ?? '').trim();
    if (bare(written) === bare(part.blank)) {
      values[part.name] = '';
    } else if (part.kind === 'date') {
      const date = readFormDate(written);
      if (date === null) return { status: 'bad-date', text: written };
      values[part.name] = date;
    } else {
      values[part.name] = written;
    }
  }
  return { status: 'read', values };
}

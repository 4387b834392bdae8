import { normaliseRoom, normaliseText, readIdNumber } from '@anju/domain';
import { backwards } from '../stock/index.ts';
import type { SearchTerms } from './search-store.ts';

/**
 * What an officer may mean by a word: a name (张三), initials (zs), a code, the tail of a room (501), or a whole
 * ID number, which is found by its blind index and never stored or logged.
 * @returns null for a word of nothing but spaces
 */
export function readSearch(
  word: string,
  blindIndex: (kind: string, text: string) => Buffer,
): SearchTerms | null {
  const text = normaliseText(word).trim();
  if (text === '') return null;
  const id = readIdNumber(text);
  if (id.status === 'valid' || (id.status === 'invalid' && /^\d{17}[\dX]$/i.test(text))) {
    return {
      name: null,
      initials: null,
      codes: [],
      roomBackwards: null,
      idIndex: blindIndex('id-number', id.id),
    };
  }
  const latin = /^[\x21-\x7e]+$/.test(text);
  return {
    name: latin && !/^[a-z]+$/i.test(text) ? null : text,
    initials: /^[a-z]+$/i.test(text) ? text.toLowerCase() : null,
    codes: latin ? [...new Set([text, text.toUpperCase()])] : [],
    roomBackwards: /\d/.test(text) ? backwards(normaliseRoom(text)) : null,
    idIndex: null,
  };
}

import type { Brand } from './brand.ts';
import { stripInvisible } from './normalise-text.ts';

/** Unified social credit code, 18 characters; its checksum may be wrong, see `readUscc`. */
export type Uscc = Brand<string, 'Uscc'>;
export type UsccEntity =
  | 'company'
  | 'sole-trader'
  | 'cooperative'
  | 'government'
  | 'social'
  | 'rural'
  | 'other';

export type UsccReading =
  | { readonly status: 'valid'; readonly code: Uscc; readonly entity: UsccEntity }
  /** A warning only: some codes in official use fail the check (early 福建 ones). */
  | { readonly status: 'checksum'; readonly code: Uscc; readonly entity: UsccEntity }
  | { readonly status: 'damaged'; readonly text: string }
  | { readonly status: 'unusable'; readonly fault: 'blank' | 'length' | 'characters'; readonly text: string };

// I, O, S, V and Z are left out, so letters can't be computed from their code points.
const SYMBOLS = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const;

/** GB 32100-2015: check character over the first 17; null when a character is not of its alphabet. */
export function usccCheckCharacter(text: string): string | null {
  let sum = 0;
  for (let i = 0; i < 17; i++) {
    const value = i < text.length ? SYMBOLS.indexOf(text.charAt(i)) : -1;
    if (value < 0) return null;
    sum += value * (WEIGHTS[i] ?? 0);
  }
  return SYMBOLS.charAt((31 - (sum % 31)) % 31);
}

/** What kind of body a code belongs to; 92 decides the sole-trader exemption. */
export function usccEntity(code: string): UsccEntity {
  if (code.startsWith('92')) return 'sole-trader';
  if (code.startsWith('93')) return 'cooperative';
  if (code.startsWith('9')) return 'company';
  if (code.startsWith('1')) return 'government';
  if (code.startsWith('5')) return 'social';
  return code.startsWith('N') ? 'rural' : 'other';
}

/** Reads a unified social credit code. A wrong checksum is reported and does not make it unusable. */
export function readUscc(raw: string | number): UsccReading {
  if (typeof raw === 'number') return { status: 'damaged', text: String(raw) };
  const code = stripInvisible(raw)
    .normalize('NFKC')
    .replace(/[\s'"‘’“”=-]/g, '')
    .toUpperCase();
  if (code === '') return { status: 'unusable', fault: 'blank', text: raw };
  if (/^\d(?:\.\d*)?E\+\d+$/.test(code)) return { status: 'damaged', text: raw };
  if (code.length !== 18) return { status: 'unusable', fault: 'length', text: raw };
  const check = usccCheckCharacter(code);
  if (check === null || !SYMBOLS.includes(code.charAt(17))) {
    return { status: 'unusable', fault: 'characters', text: raw };
  }
  const reading = { code: code as Uscc, entity: usccEntity(code) };
  if (check === code.charAt(17)) return { status: 'valid', ...reading };
  return /^\d{15}000$/.test(code) ? { status: 'damaged', text: raw } : { status: 'checksum', ...reading };
}

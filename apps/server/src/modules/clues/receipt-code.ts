import { createHash, randomInt } from 'node:crypto';

const GROUPS = 5;
const DIGITS = 5;

/** A code for asking later: 25 random digits (83 bits) in groups of five, easy to read out over the telephone. */
export function newReceiptCode(): string {
  return Array.from({ length: GROUPS }, () => String(randomInt(10 ** DIGITS)).padStart(DIGITS, '0')).join(
    ' ',
  );
}

/** What is kept of a code: SHA-256 of its digits. Of so many random ones, no table of guesses finds any. */
export function receiptDigest(code: string): Buffer {
  return createHash('sha256').update(code.replace(/\D/g, '')).digest();
}

/** Whether a text has as many digits as a code; spaces and dashes between them do not matter. */
export function isReceiptCode(text: string): boolean {
  return text.replace(/\D/g, '').length === GROUPS * DIGITS;
}

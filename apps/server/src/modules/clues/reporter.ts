import { normaliseText } from '@anju/domain';
import { z } from 'zod';
import type { Secrets } from '../../platform/secrets.ts';

/** What a reporter said of themselves; every part may be missing. */
export const REPORTER = z.object({
  name: z.string().trim().max(40).default(''),
  phone: z.string().trim().max(40).default(''),
  idNumber: z.string().trim().max(30).default(''),
  address: z.string().trim().max(120).default(''),
});
export type Reporter = z.infer<typeof REPORTER>;

export function saysNothing(reporter: Reporter): boolean {
  return Object.values(reporter).every((part) => part === '');
}

/** A single character of a name stands in every text. */
const LEAST_TELLING = 2;

/** Whether a text says who reported: their name, phone or ID number, however it is spaced. */
export function tellsOf({ name, phone, idNumber }: Reporter, text: string): boolean {
  const written = lettersOf(text);
  return [name, phone, idNumber]
    .map(lettersOf)
    .some((part) => [...part].length >= LEAST_TELLING && written.includes(part));
}

const lettersOf = (text: string): string =>
  normaliseText(text)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

export function sealReporter(secrets: Pick<Secrets, 'sealField'>, reporter: Reporter): Buffer {
  return secrets.sealField(JSON.stringify(reporter));
}

export function openReporter(secrets: Pick<Secrets, 'openField'>, sealed: Buffer): Reporter {
  return REPORTER.parse(JSON.parse(secrets.openField(sealed)));
}

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

export function sealReporter(secrets: Pick<Secrets, 'sealField'>, reporter: Reporter): Buffer {
  return secrets.sealField(JSON.stringify(reporter));
}

export function openReporter(secrets: Pick<Secrets, 'openField'>, sealed: Buffer): Reporter {
  return REPORTER.parse(JSON.parse(secrets.openField(sealed)));
}

import { inject } from 'vitest';
import type { Printed } from './server.ts';

/** The demonstration of the worker that asks; its suites come one after the other. */
export function demonstration(): Printed {
  const worker = Number(process.env.VITEST_POOL_ID);
  const printed = inject('demonstrations')[worker - 1];
  if (printed === undefined) throw new Error(`no demonstration was started for worker ${worker}`);
  return printed;
}

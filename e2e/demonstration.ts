import { afterAll, inject } from 'vitest';
import { claimFirst } from './claims.ts';
import type { Printed } from './server.ts';

/**
 * A demonstration that no other suite uses until this one has ended. The runner's own numbers of its workers don't tell:
 * after a project of shared workers it has given two suites at the same time the same number.
 */
export function demonstration(): Printed {
  const { claims, servers } = inject('demonstrations');
  const claim = claimFirst(claims, servers.length);
  const server = claim === null ? undefined : servers[claim.at];
  if (claim === null || server === undefined) throw new Error('another suite holds each demonstration');
  // Asked for before the suite's own hooks, which end in the opposite order: the suite's windows are closed by then.
  afterAll(claim.release);
  return server;
}

import { z } from 'zod';
import type { Actor } from '../../platform/actor.ts';
import type { Deps } from '../../platform/deps.ts';
import { recordEvent } from '../../platform/events.ts';
import type { App } from '../../platform/http/types.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { changedMeanwhile, conflict, notFound } from '../../platform/problem.ts';
import { lockRecord, markWithdrawn, WITHDRAWABLE, type Withdrawable } from './withdraw-store.ts';

export type WithdrawResult =
  | { readonly status: 'done'; readonly version: number }
  | { readonly status: 'refused'; readonly reason: 'not-found' }
  | {
      readonly status: 'refused';
      readonly reason: 'already-withdrawn' | 'changed-meanwhile';
      readonly by: string | null;
    };

interface Withdrawal {
  readonly tx: Tx;
  readonly deps: Deps;
  readonly actor: Actor;
  readonly kind: Withdrawable;
  readonly id: string;
  readonly version: number;
}

/** Takes a record out of all figures; it stays to be read with its reason. */
export async function withdrawRecord(
  { tx, deps, actor, kind, id, version }: Withdrawal,
  reason: string,
): Promise<WithdrawResult> {
  const row = await lockRecord(tx, actor, kind, id);
  if (row === null) return { status: 'refused', reason: 'not-found' };
  if (row.withdrawn_at !== null) {
    return { status: 'refused', reason: 'already-withdrawn', by: row.withdrawn_by_name };
  }
  if (row.version !== version) return { status: 'refused', reason: 'changed-meanwhile', by: null };
  const at = deps.clock.now();
  await markWithdrawn(tx, kind, id, { name: actor.name, reason, at });
  await recordEvent(tx, {
    county: row.county,
    actor,
    act: 'accountability.manage',
    subject: { type: kind, id },
    payload: { did: 'withdraw', campaign: row.campaign_id },
    at,
  });
  return { status: 'done', version: version + 1 };
}

const PATHS: Readonly<Record<Withdrawable, string>> = {
  accountability: '/api/accountability',
  'unit-measure': '/api/unit-measures',
  exposure: '/api/exposures',
};

export function withdrawRoutes(app: App, deps: Deps): void {
  for (const kind of ['accountability', 'unit-measure', 'exposure'] as const) {
    const { label } = WITHDRAWABLE[kind];
    app.post(
      `${PATHS[kind]}/:id/withdraw`,
      {
        schema: {
          summary: `撤回${label.replace('这条', '')}`,
          params: z.object({ id: z.uuid() }),
          body: z.object({ reason: z.string().trim().min(2).max(500), version: z.number().int() }),
          response: { 200: z.object({ version: z.number().int() }) },
        },
        config: { action: 'accountability.manage' },
      },
      (request) =>
        request.inScope(async (tx) => {
          const { id } = request.params;
          const { reason, version } = request.body;
          const result = await withdrawRecord({ tx, deps, actor: request.actor, kind, id, version }, reason);
          if (result.status === 'done') return { version: result.version };
          switch (result.reason) {
            case 'not-found':
              throw notFound(label);
            case 'changed-meanwhile':
              throw changedMeanwhile(label, result.by);
            case 'already-withdrawn':
              throw conflict('already-withdrawn', `${label}已由${result.by ?? '他人'}撤回，不必再撤。`);
          }
        }),
    );
  }
}

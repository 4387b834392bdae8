import type { Role } from '@anju/domain';
import type { Deps } from '../../platform/deps.ts';
import { defineJob } from '../../platform/jobs/definition.ts';
import { enqueueJob } from '../../platform/jobs/enqueue.ts';
import type { Module } from '../../platform/module.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { inboxRoutes } from './routes.ts';
import { SEND_NOTICE_JOB, sendNotice } from './send-notice.ts';
import { type InboxKind, insertNotice, settleByKey, settleByPrefix } from './store.ts';

export const inbox: Module = {
  name: 'inbox',
  routes: inboxRoutes,
  jobs: (deps) => [defineJob(SEND_NOTICE_JOB, (context) => sendNotice(deps.config.webhook, context))],
};

/** A notice to one person, or to everybody who holds a role (in a region, or in the whole county). */
export type Notice = {
  readonly county: string;
  readonly kind: InboxKind;
  readonly title: string;
  readonly link: string;
  readonly dueOn: string | null;
  /** What it is about; while a notice with this key is open, a second one is not written. */
  readonly key: string;
  /** The clue that the matter came from: whom it is kept from, does not find the notice. */
  readonly clueId?: string | null;
} & ({ readonly userId: string } | { readonly role: Role; readonly region?: string });

/**
 * Writes a notice in the transaction of the act that causes it; where a gateway is configured, queues it there too.
 * A second notice about an open matter is neither written nor sent: the first one says from then on what is said now.
 * What came from a clue stays in the inbox when it is for a role: the gateway can't tell who of them must not know.
 */
export async function notify(
  tx: Tx,
  deps: Pick<Deps, 'clock' | 'ids' | 'config'>,
  notice: Notice,
): Promise<void> {
  const written = await insertNotice(tx, {
    county: notice.county,
    id: deps.ids(),
    userId: 'userId' in notice ? notice.userId : null,
    role: 'role' in notice ? notice.role : null,
    region: 'role' in notice ? (notice.region ?? null) : null,
    kind: notice.kind,
    title: notice.title,
    link: notice.link,
    dueOn: notice.dueOn,
    key: notice.key,
    clueId: notice.clueId ?? null,
    at: deps.clock.now(),
  });
  if (!written || deps.config.webhook === null) return;
  if ('role' in notice && (notice.clueId ?? null) !== null) return;
  const { county, kind, title, link, dueOn } = notice;
  const to =
    'userId' in notice ? { user: notice.userId } : { role: notice.role, region: notice.region ?? null };
  await enqueueJob(tx, deps, {
    county,
    kind: SEND_NOTICE_JOB,
    input: { kind, title, link, dueOn, to },
    requestedBy: null,
  });
}

/** Closes the open notices about matters, for everybody they were addressed to: the act that settles a matter does it. */
export async function settleNotices(
  tx: Tx,
  deps: Pick<Deps, 'clock'>,
  ...keys: readonly string[]
): Promise<void> {
  await settleByKey(tx, keys, deps.clock.now());
}

/** Closes the open notices of a sweep about what it no longer finds. */
export async function settleOthers(
  tx: Tx,
  deps: Pick<Deps, 'clock'>,
  of: { readonly county: string; readonly prefix: string; readonly keep: readonly string[] },
): Promise<void> {
  await settleByPrefix(tx, of, deps.clock.now());
}

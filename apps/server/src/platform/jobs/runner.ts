import type { FastifyBaseLogger } from 'fastify';
import pg from 'pg';
import type { Clock } from '../clock.ts';
import { describeError } from '../http/error-answers.ts';
import { APP_ROLE, type Database } from '../postgres/database.ts';
import type { JobDefinition, JobHandler } from './definition.ts';
import { CHANNEL } from './enqueue.ts';
import { type Claim, claimJob, listCounties, releaseJob } from './job-store.ts';
import { performJob } from './perform-job.ts';

export interface RunnerOptions {
  readonly db: Database;
  /** For the connection that holds the locks, apart from the pool. */
  readonly connection: pg.ClientConfig;
  readonly definitions: readonly JobDefinition[];
  readonly clock: Clock;
  readonly log: FastifyBaseLogger;
  readonly applicationName: string;
  /** How many jobs at once. */
  readonly lanes?: number;
}

export interface Runner {
  /** Tells every job to stop, waits for them, and lets them be taken up at the next start. */
  stop(): Promise<void>;
}

/** How often waiting work is asked for when no message came. */
const POLL_MS = 1000;
const RECONNECT_MS = 500;

/** Starts working through the queue of every county. */
export function startRunner(options: RunnerOptions): Runner {
  const handlers = new Map(options.definitions.map(({ kind, handler }) => [kind, handler]));
  const stopping = new AbortController();
  const loop = keepServing(options, handlers, stopping.signal);
  return {
    stop: async () => {
      stopping.abort(new Error('the server stops'));
      await loop;
    },
  };
}

type Handlers = ReadonlyMap<string, JobHandler>;

/** Connects, serves until the connection breaks, connects again; until told to stop. */
async function keepServing(options: RunnerOptions, handlers: Handlers, stopping: AbortSignal): Promise<void> {
  while (!stopping.aborted) {
    try {
      await serve(options, handlers, stopping);
    } catch (error) {
      options.log.warn(describeError(error), 'job runner lost its connection');
    }
    if (!stopping.aborted) await pause(RECONNECT_MS, stopping);
  }
}

async function serve(options: RunnerOptions, handlers: Handlers, stopping: AbortSignal): Promise<void> {
  const client = new pg.Client({
    ...options.connection,
    options: `-c role=${APP_ROLE}`,
    application_name: options.applicationName,
  });
  const lost = new AbortController();
  const working = new Map<string, Promise<void>>();
  // A message that comes while the queue is being asked must not be lost: it is asked again.
  let hurried = false;
  let hurryPause: () => void = () => {};
  const wake = () => {
    hurried = true;
    hurryPause();
  };
  client.on('error', (error) => lost.abort(error));
  client.on('end', () => lost.abort(new Error('connection ended')));
  client.on('notification', wake);
  await client.connect();
  try {
    await client.query(`LISTEN ${CHANNEL}`);
    // Without the connection there is no lock: another process may hold the job by now, so ours must stop.
    const signal = AbortSignal.any([stopping, lost.signal]);
    while (!signal.aborted) {
      hurried = false;
      const claim = await nextClaim(options, handlers, client, working, signal);
      if (claim && !signal.aborted) {
        const done = perform(options, handlers, client, claim, signal).finally(() => {
          working.delete(claim.id);
          wake();
        });
        working.set(claim.id, done);
        continue;
      }
      if (!hurried)
        await pause(POLL_MS, signal, (hurry) => {
          hurryPause = hurry;
        });
    }
  } finally {
    await Promise.allSettled(working.values());
    await client.end().catch(() => undefined);
  }
}

async function nextClaim(
  options: RunnerOptions,
  handlers: Handlers,
  client: pg.Client,
  working: ReadonlyMap<string, unknown>,
  signal: AbortSignal,
): Promise<Claim | null> {
  if (working.size >= (options.lanes ?? 2)) return null;
  const kinds = [...handlers.keys()];
  for (const county of await listCounties(options.db)) {
    // A job that is being given up right now still has its lock here, and could be taken again.
    if (signal.aborted) return null;
    const claim = await claimJob(client, {
      county,
      kinds,
      held: [...working.keys()],
      now: options.clock.now(),
    });
    if (claim) return claim;
  }
  return null;
}

async function perform(
  options: RunnerOptions,
  handlers: Handlers,
  client: pg.Client,
  claim: Claim,
  signal: AbortSignal,
): Promise<void> {
  const handler = handlers.get(claim.kind);
  try {
    if (handler) await performJob({ ...options, handler, claim, signal });
  } catch (error) {
    // The database is gone or the process stops: the job stays running and is taken up later.
    options.log.warn({ ...describeError(error), job: claim.id }, 'job interrupted');
  }
  if (!signal.aborted) await releaseJob(client, claim.county, claim.id).catch(() => undefined);
}

/** Waits until the time is over, `signal` aborts, or the function handed to `offer` is called. */
async function pause(
  ms: number,
  signal: AbortSignal,
  offer: (hurry: () => void) => void = () => {},
): Promise<void> {
  await new Promise<void>((resolve) => {
    if (signal.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
    offer(done);
  });
}

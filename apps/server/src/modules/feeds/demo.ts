import { createReadStream } from 'node:fs';
import { extname } from 'node:path';
import { addDays, REGISTERS, type RegisterKind } from '@anju/domain';
import type { Actor } from '../../platform/actor.ts';
import type { Deps } from '../../platform/deps.ts';
import type { Demonstration } from '../../platform/module.ts';
import { inScope } from '../../platform/postgres/database.ts';
import { withDemonstrationCounty } from '../imports/index.ts';
import { agreeDuty } from './agree-duty.ts';
import { confirmFeed, deliverFeed, FEED_BYTES } from './deliver-feed.ts';
import { listSuppliers } from './duty-store.ts';
import { purgeFeeds } from './purge-feeds.ts';
import { kindsOf } from './supplied-kinds.ts';

/** So that the ledger has something to chase and something to remember. */
const DUE_IN_DAYS: Partial<Record<RegisterKind, number>> = { pension: -4, vehicle: 3 };

/** Did not come again: what rests on it can't be compared now. */
const NOT_AGAIN: readonly RegisterKind[] = ['low-income'];
/** Where something changed between the two deliveries. */
const CHANGING: readonly RegisterKind[] = [
  'vehicle',
  'real-estate',
  'business',
  'bank-assets',
  'social-insurance',
];
const EVERY = 8;

/** Some rows about the families are not there yet in the earlier delivery, others no longer in the newest. */
const LEFT_OUT: Record<Demonstration['round'], (kind: RegisterKind, n: number) => boolean> = {
  earlier: (kind, n) => CHANGING.includes(kind) && n % EVERY === 1,
  now: (kind, n) => CHANGING.includes(kind) && n % EVERY === EVERY / 2,
};

/**
 * The demonstration county's registers: each delivered by the department's own data person where there is an account,
 * else by the officer; read, checked and confirmed as theirs.
 */
export async function deliverDemonstrationFeeds(deps: Deps, demonstration: Demonstration): Promise<void> {
  const { county, round } = demonstration;
  // What the hourly purge did in the months between.
  if (round === 'now') await purgeFeeds(deps);
  const officer = demonstration.actor('county-officer');
  const police = demonstration.actor('department-data');
  const own = await inScope(deps.db, county, async (tx) => kindsOf(police, await listSuppliers(tx, county)));
  await withDemonstrationCounty(deps, demonstration, { leftOut: LEFT_OUT[round] }, async ({ registers }) => {
    for (const register of registers) {
      if (round === 'now' && NOT_AGAIN.includes(register.kind)) continue;
      const actor = own.includes(register.kind) ? police : officer;
      await deliver({ deps, demonstration, actor }, register);
    }
  });
  if (round === 'earlier') return;
  await inScope(deps.db, county, async (tx) => {
    for (const kind of Object.keys(DUE_IN_DAYS).filter(isOwed)) {
      const nextDue = addDays(deps.clock.today(), DUE_IN_DAYS[kind] ?? 0);
      await agreeDuty({ tx, deps, actor: officer }, kind, {
        everyDays: REGISTERS[kind].dueEveryDays,
        nextDue,
      });
    }
  });
}

const isOwed = (kind: string): kind is RegisterKind => Object.hasOwn(DUE_IN_DAYS, kind);

interface Delivering {
  readonly deps: Deps;
  readonly demonstration: Demonstration;
  readonly actor: Actor;
}

async function deliver(
  { deps, demonstration, actor }: Delivering,
  register: { readonly kind: RegisterKind; readonly path: string },
): Promise<void> {
  const { county } = demonstration;
  const file = await deps.files.put(createReadStream(register.path), { maxBytes: FEED_BYTES });
  const upload = {
    file,
    fileName: `${REGISTERS[register.kind].label}${extname(register.path)}`,
    fields: { kind: register.kind, asOf: deps.clock.today() },
  };
  const { id, jobId } = await inScope(deps.db, county, (tx) => deliverFeed({ tx, deps, actor }, upload));
  await demonstration.jobDone(county, jobId);
  const checking = await inScope(deps.db, county, (tx) =>
    confirmFeed({ tx, deps, actor }, id, { acceptPartial: true, batch: 'replace' }),
  );
  await demonstration.jobDone(county, checking);
}

import { createReadStream } from 'node:fs';
import { extname } from 'node:path';
import { addDays, isRegisterKind, REGISTERS, type RegisterKind } from '@anju/domain';
import type { Actor } from '../../platform/actor.ts';
import type { Deps } from '../../platform/deps.ts';
import type { Demonstration } from '../../platform/module.ts';
import { inScope } from '../../platform/postgres/database.ts';
import { withDemonstrationCounty } from '../imports/index.ts';
import { DEMONSTRATION_NEIGHBOUR } from '../organisations/index.ts';
import { agreeDuty } from './agree-duty.ts';
import { confirmFeed, deliverFeed, FEED_BYTES } from './deliver-feed.ts';
import { listSuppliers } from './duty-store.ts';
import { purgeFeeds } from './purge-feeds.ts';
import { kindsOf } from './supplied-kinds.ts';

/** Agreed to come every so many days, so that the ledger has something due soon. */
const EVERY_DAYS: Partial<Record<RegisterKind, number>> = { vehicle: 7 };

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
 * A demonstration county's registers: each delivered by the department's own data person where there is an account,
 * else by the officer; read, checked and confirmed as theirs.
 */
export async function deliverDemonstrationFeeds(deps: Deps, demonstration: Demonstration): Promise<void> {
  const { county, round } = demonstration;
  // What the hourly purge did in the months between.
  if (round === 'now') await purgeFeeds(deps);
  const officer = demonstration.actor('county-officer');
  const first = county !== DEMONSTRATION_NEIGHBOUR;
  const police = first ? demonstration.actor('department-data') : officer;
  if (round === 'now') await agreeDuties(deps, officer);
  const own = await inScope(deps.db, county, async (tx) => kindsOf(police, await listSuppliers(tx, county)));
  await withDemonstrationCounty(deps, demonstration, { leftOut: LEFT_OUT[round] }, async ({ registers }) => {
    for (const register of registers) {
      if (first && round === 'now' && NOT_AGAIN.includes(register.kind)) continue;
      const actor = own.includes(register.kind) ? police : officer;
      await deliver({ deps, demonstration, actor }, register);
    }
  });
}

async function agreeDuties(deps: Deps, officer: Actor): Promise<void> {
  await inScope(deps.db, officer.county, async (tx) => {
    for (const [kind, everyDays] of Object.entries(EVERY_DAYS)) {
      if (!isRegisterKind(kind)) continue;
      const nextDue = addDays(deps.clock.today(), everyDays);
      await agreeDuty({ tx, deps, actor: officer }, kind, { everyDays, nextDue });
    }
  });
}

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

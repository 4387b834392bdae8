import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { RegisterKind } from '@anju/domain';
import { type DemoFiles, type DemoOptions, writeDemoCounty } from '@anju/matching';
import type { Deps } from '../../platform/deps.ts';
import type { Demonstration } from '../../platform/module.ts';
import { inScope } from '../../platform/postgres/database.ts';
import { DEMONSTRATION_NEIGHBOUR } from '../organisations/index.ts';
import { listPlaces } from './store.ts';

/** `population`: people of the departments' registers besides the families. */
const OWN = { households: 600, population: 20_000, seed: 'anju-demonstration' };
const NEIGHBOUR = { households: 60, population: 1_000, seed: 'anju-demonstration-neighbour' };
const COMMUNITY_DIGITS = 12;

/**
 * Writes the files of a demonstration county and hands them to `work`; they are removed after. The same county
 * comes out each time, so that roster and registers may be written apart.
 * @param wanted the registers wanted, none for the roster alone; and what their files do not have
 */
export async function withDemonstrationCounty<T>(
  deps: Pick<Deps, 'db' | 'config'>,
  { county, filledOn }: Pick<Demonstration, 'county' | 'filledOn'>,
  wanted: { readonly only?: readonly RegisterKind[]; readonly leftOut?: DemoOptions['leftOut'] },
  work: (files: DemoFiles) => Promise<T>,
): Promise<T> {
  const places = await inScope(deps.db, county, (tx) => listPlaces(tx, county));
  await mkdir(deps.config.dataDir, { recursive: true });
  const dir = await mkdtemp(join(deps.config.dataDir, 'demonstration-'));
  try {
    const files = await writeDemoCounty({
      dir,
      county,
      ...(county === DEMONSTRATION_NEIGHBOUR ? NEIGHBOUR : OWN),
      asOf: filledOn,
      shape: 'varied',
      communities: places
        .filter(({ code }) => code.length === COMMUNITY_DIGITS)
        .sort((a, b) => (a.code < b.code ? -1 : 1)),
      ...(wanted.only === undefined ? {} : { only: wanted.only }),
      ...(wanted.leftOut === undefined ? {} : { leftOut: wanted.leftOut }),
    });
    return await work(files);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

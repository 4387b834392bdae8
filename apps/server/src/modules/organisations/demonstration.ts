import type { Deps } from '../../platform/deps.ts';
import { inScope } from '../../platform/postgres/database.ts';
import { addDepartments } from './add-departments.ts';
import { insertOrganisation, insertTenant } from './organisation-store.ts';

export const DEMONSTRATION_COUNTY = '652301';
/** Works in the system as the first county does, with few families. */
export const DEMONSTRATION_NEIGHBOUR = '652302';
/** Has nobody in the system: the prefecture reads its forms in from files. */
export const DEMONSTRATION_BY_FILE = '652323';
export const DEMONSTRATION_PREFECTURE = '6523';

const numbered = (n: number) => String(n + 1).padStart(3, '0');

interface DemonstrationCounty {
  readonly county: string;
  readonly name: string;
  /** Towns with their communities; the names are common ones, the codes are counted up. */
  readonly towns: readonly (readonly [string, readonly string[]])[];
}

const COUNTIES: readonly DemonstrationCounty[] = [
  {
    county: DEMONSTRATION_COUNTY,
    name: '昌吉市',
    towns: [
      ['宁边路街道', ['幸福社区', '团结社区', '和平社区']],
      ['延安北路街道', ['光明社区', '友好社区', '文化社区']],
      ['建国路街道', ['新城社区', '青年社区', '胜利社区']],
      ['绿洲路街道', ['绿洲社区', '花园社区', '世纪社区']],
    ],
  },
  {
    county: DEMONSTRATION_NEIGHBOUR,
    name: '阜康市',
    towns: [
      ['城关镇', ['东街社区', '西街社区']],
      ['河东镇', ['柳树社区', '桥头社区']],
    ],
  },
  { county: DEMONSTRATION_BY_FILE, name: '呼图壁县', towns: [] },
];

/** The communities of the first county. */
export const DEMONSTRATION_COMMUNITIES: readonly string[] = COUNTIES.filter(
  ({ county }) => county === DEMONSTRATION_COUNTY,
).flatMap(({ county, towns }) =>
  towns.flatMap(([, communities], t) => communities.map((_, c) => communityCode(townCode(county, t), c))),
);

/** The prefecture, its counties with their towns and communities, and the departments with their duties. */
export async function makeDemonstrationOrganisations(deps: Deps): Promise<void> {
  const at = deps.clock.now();
  const { db } = deps;
  await inScope(db, DEMONSTRATION_PREFECTURE, async (tx) => {
    const prefecture = { county: `${DEMONSTRATION_PREFECTURE}00`, code: DEMONSTRATION_PREFECTURE };
    const office = '昌吉州住房和城乡建设局';
    await insertTenant(
      tx,
      { county: prefecture.county, name: '昌吉州', bureau: office, demonstration: true },
      at,
    );
    const top = { ...prefecture, name: office, level: 'prefecture', kind: 'government', parent: null };
    await insertOrganisation(tx, top, at);
  });
  for (const county of COUNTIES) await makeCounty(deps, county);
}

async function makeCounty(deps: Deps, { county, name: place, towns }: DemonstrationCounty): Promise<void> {
  const at = deps.clock.now();
  await inScope(deps.db, county, async (tx) => {
    const bureau = `${place}住房和城乡建设局`;
    await insertTenant(tx, { county, name: place, bureau, demonstration: true }, at);
    const own = { county, kind: 'government' };
    const centre = { ...own, code: county, name: `${place}住房保障中心`, level: 'county' };
    await insertOrganisation(tx, { ...centre, parent: DEMONSTRATION_PREFECTURE }, at);
    for (const [t, [name, communities]] of towns.entries()) {
      const town = townCode(county, t);
      await insertOrganisation(tx, { ...own, code: town, name, level: 'town', parent: county }, at);
      for (const [c, community] of communities.entries()) {
        const code = communityCode(town, c);
        await insertOrganisation(tx, { ...own, code, name: community, level: 'community', parent: town }, at);
      }
    }
    await addDepartments(deps, tx, county);
  });
}

function townCode(county: string, n: number): string {
  return `${county}${numbered(n)}`;
}

function communityCode(town: string, n: number): string {
  return `${town}${numbered(n)}`;
}

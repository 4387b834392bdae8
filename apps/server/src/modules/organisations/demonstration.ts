import type { Deps } from '../../platform/deps.ts';
import { inScope } from '../../platform/postgres/database.ts';
import { DEPARTMENT_DUTIES } from './department-duties.ts';
import { insertDepartment } from './department-store.ts';
import { insertOrganisation, insertTenant } from './organisation-store.ts';

export const DEMONSTRATION_COUNTY = '652301';
export const DEMONSTRATION_PREFECTURE = '6523';

/** Towns with their communities; the names are common ones, the codes are counted up. */
const TOWNS: readonly (readonly [string, readonly string[]])[] = [
  ['宁边路街道', ['幸福社区', '团结社区', '和平社区']],
  ['延安北路街道', ['光明社区', '友好社区', '文化社区']],
  ['建国路街道', ['新城社区', '青年社区', '胜利社区']],
  ['绿洲路街道', ['绿洲社区', '花园社区', '世纪社区']],
];

/** The prefecture, the county with its towns and communities, and the departments with their duties. */
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
  await inScope(db, DEMONSTRATION_COUNTY, async (tx) => {
    const county = DEMONSTRATION_COUNTY;
    const bureau = '昌吉市住房和城乡建设局';
    await insertTenant(tx, { county, name: '昌吉市', bureau, demonstration: true }, at);
    const own = { county, kind: 'government' };
    const centre = { ...own, code: county, name: '昌吉市住房保障中心', level: 'county' };
    await insertOrganisation(tx, { ...centre, parent: DEMONSTRATION_PREFECTURE }, at);
    for (const [t, [name, communities]] of TOWNS.entries()) {
      const town = `${county}${String(t + 1).padStart(3, '0')}`;
      await insertOrganisation(tx, { ...own, code: town, name, level: 'town', parent: county }, at);
      for (const [c, community] of communities.entries()) {
        const code = `${town}${String(c + 1).padStart(3, '0')}`;
        await insertOrganisation(tx, { ...own, code, name: community, level: 'community', parent: town }, at);
      }
    }
    await addDepartments(deps, tx, county);
  });
}

/** Gives a county the departments of the duty list to start from. */
export async function addDepartments(
  deps: Deps,
  tx: Parameters<typeof insertDepartment>[0],
  county: string,
): Promise<void> {
  for (const duty of DEPARTMENT_DUTIES)
    await insertDepartment(tx, county, { ...duty, id: deps.ids(), active: true }, deps.clock.now());
}

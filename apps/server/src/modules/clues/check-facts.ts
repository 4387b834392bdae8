import {
  type ClueLists,
  countCharacters,
  MOST_REPORTED_PERSONS,
  MOST_SUMMARY_CHARACTERS,
  prefectureOf,
} from '@anju/domain';
import type { Tx } from '../../platform/postgres/database.ts';
import type { FieldFault } from '../../platform/problem.ts';
import { listNeighbours, readOfficeName } from './staff-store.ts';

/** What a clue says, as it is entered or corrected. */
export interface ClueFacts {
  readonly source: string;
  readonly placeRegion: string;
  readonly accusedOrganisation: string | null;
  readonly accusedDepartmentId: string | null;
  readonly summary: string;
  readonly amountFen: number | null;
  readonly persons: readonly { readonly name: string; readonly post: string; readonly level: string }[];
}

/** What is wrong with the facts, field by field; the summary counts by code point, as the form does. */
export async function faultsOf(
  tx: Tx,
  county: string,
  facts: ClueFacts,
  lists: ClueLists,
): Promise<readonly FieldFault[]> {
  const faults: FieldFault[] = [];
  const wrong = (path: string, message: string) => faults.push({ path, message });
  const length = countCharacters(facts.summary);
  if (length > MOST_SUMMARY_CHARACTERS)
    wrong('summary', `摘要 ${length} 字，最多 ${MOST_SUMMARY_CHARACTERS} 字，请删减`);
  if (!lists.sources.includes(facts.source)) wrong('source', `来源渠道没有“${facts.source}”这一项`);
  if (facts.persons.length < 1 || facts.persons.length > MOST_REPORTED_PERSONS)
    wrong('persons', `被反映主要对象须填 1 至 ${MOST_REPORTED_PERSONS} 人，不知姓名的写“不详”`);
  for (const [n, person] of facts.persons.entries())
    if (!lists.levels.includes(person.level)) wrong(`persons.${n}.level`, `级别没有“${person.level}”这一项`);
  const names = facts.persons.map(({ name, post }) => `${name} ${post}`);
  if (new Set(names).size < names.length) wrong('persons', '同一个人填了两次');
  if ((await placeName(tx, county, facts.placeRegion)) === null)
    wrong('placeRegion', '没有这个县市，请从列表中选择');
  for (const [path, office] of [
    ['accusedOrganisation', { organisation: facts.accusedOrganisation, departmentId: null }],
    ['accusedDepartmentId', { organisation: null, departmentId: facts.accusedDepartmentId }],
  ] as const) {
    const given = office.organisation !== null || office.departmentId !== null;
    if (given && (await readOfficeName(tx, county, office)) === null)
      wrong(path, '没有这个单位，请从列表中选择');
  }
  return faults;
}

/** 涉及地方 to county level, as form F5 has it: 昌吉州昌吉市. Null for a place this system does not know. */
export async function placeName(tx: Tx, county: string, placeRegion: string): Promise<string | null> {
  const known = await listNeighbours(tx, county);
  const nameOf = (code: string) => known.find((one) => one.county === code)?.name;
  const name = nameOf(placeRegion);
  if (name === undefined) return null;
  return placeRegion.endsWith('00') ? name : `${nameOf(prefectureOf(placeRegion)) ?? ''}${name}`;
}

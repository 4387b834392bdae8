import {
  FORM_LEVELS,
  type FormLevel,
  HEAVIEST_FOR_VILLAGE_CADRES,
  isTooHeavyForVillageCadre,
} from '../campaigns/index.ts';
import { hasMeasure, type MeasureFault, type PersonMeasures } from './person-record.ts';

const PARTY_RULES = '《中国共产党纪律处分条例》';
const SANCTION_LAW = '《公职人员政务处分法》';
const FORM_NOTE = '统计表说明3：县处级、乡科级及以下均指干部';

/** Which discipline levels a person of each form level can have: the scales differ, the person is one. */
const DISCIPLINE_OF: Readonly<Record<FormLevel, readonly string[]>> = {
  county: ['county'],
  townshipAndBelow: ['township', 'belowTownship'],
  villageCadre: ['belowTownship'],
  other: ['belowTownship'],
};

/** What the law or the form rules out; a record with one of these is not taken. */
export function findLegalFaults(person: PersonMeasures): readonly MeasureFault[] {
  return [
    ...nothingTaken(person),
    ...sanctionsOfOthers(person),
    ...villageCadre(person),
    ...levelsApart(person),
  ];
}

function nothingTaken(person: PersonMeasures): readonly MeasureFault[] {
  if (hasMeasure(person)) return [];
  return [
    { code: 'no-measure', path: 'form', message: '没有填写任何处分、处理或形态，不能登记。', clause: null },
  ];
}

function sanctionsOfOthers(person: PersonMeasures): readonly MeasureFault[] {
  const faults: MeasureFault[] = [];
  if (person.partySanction !== null && !person.partyMember) {
    faults.push({
      code: 'not-a-party-member',
      path: 'partySanction',
      message: '党纪处分只适用于中共党员。请核对政治面貌，或去掉党纪处分。',
      clause: PARTY_RULES,
    });
  }
  if (person.administrativeSanction !== null && !person.publicServant) {
    faults.push({
      code: 'not-a-public-servant',
      path: 'administrativeSanction',
      message: '政务处分只适用于公职人员。请核对身份，或去掉政务处分。',
      clause: SANCTION_LAW,
    });
  }
  return faults;
}

function villageCadre(person: PersonMeasures): readonly MeasureFault[] {
  const { formLevel, administrativeSanction: sanction } = person;
  if (formLevel !== 'villageCadre' || sanction === null || !isTooHeavyForVillageCadre(sanction)) return [];
  return [
    {
      code: 'too-heavy-for-village-cadre',
      path: 'administrativeSanction',
      message: `村社干部的政务处分最重为${HEAVIEST_FOR_VILLAGE_CADRES}，不能登记${sanction}。请核对决定文书。`,
      clause: `${SANCTION_LAW}第二十二条`,
    },
  ];
}

function levelsApart(person: PersonMeasures): readonly MeasureFault[] {
  if (DISCIPLINE_OF[person.formLevel].includes(person.disciplineLevel)) return [];
  const label = FORM_LEVELS.find(({ key }) => key === person.formLevel)?.label ?? person.formLevel;
  return [
    {
      code: 'levels-apart',
      path: 'disciplineLevel',
      message: `处分栏的级别与四种形态栏的“${label}”对不上。两栏口径不同，但说的是同一个人，请核对。`,
      clause: FORM_NOTE,
    },
  ];
}

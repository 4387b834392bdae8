import { type ClueLists, UNKNOWN_PERSON } from '@anju/domain';
import type { Fault } from '../fault.ts';
import type { F5Data, F5Row } from './data.ts';

const MOST_CHARACTERS = 300;
const MOST_PERSONS = 3;
const BELOW_DISTRICT = /(?:街道|镇|乡|村|社区|小区|[\d一二三四五六七八九十]组|号|栋|室)$/u;

export function checkF5(data: F5Data, lists: ClueLists): readonly Fault[] {
  const firstOf = new Map<string, number>();
  return data.rows.flatMap((row, index) => [
    ...checkPersons(row, index, lists),
    ...checkLists(row, index, lists),
    ...checkTexts(row, index),
    ...checkRecovered(row, index),
    ...checkRepeat(firstOf, row, index),
  ]);
}

function checkPersons(row: F5Row, index: number, lists: ClueLists): readonly Fault[] {
  const path = `rows.${index}.persons`;
  if (row.persons.length === 0) {
    return [{ code: 'value-missing', path: `${path}.0.name`, message: '被反映主要对象须填写 1—3 人。' }];
  }
  const faults: Fault[] = [];
  if (row.persons.length > MOST_PERSONS) {
    faults.push({
      code: 'too-many',
      path: `${path}.${MOST_PERSONS}.name`,
      message: `被反映主要对象限填写 1—3 人，现有 ${row.persons.length} 人。`,
    });
  }
  for (const [at, person] of row.persons.entries()) {
    if (person.name === '') {
      faults.push({ code: 'value-missing', path: `${path}.${at}.name`, message: '请填写被反映对象的姓名。' });
    }
    // Nobody knows the level of whom nobody could name.
    if (person.name === UNKNOWN_PERSON && person.level === '') continue;
    faults.push(...checkChoice(person.level, lists.levels, `${path}.${at}.level`));
  }
  return faults;
}

function checkLists(row: F5Row, index: number, lists: ClueLists): readonly Fault[] {
  return [
    ...checkChoice(row.source, lists.sources, `rows.${index}.source`),
    ...checkChoice(row.disposal, lists.disposals, `rows.${index}.disposal`),
  ];
}

function checkChoice(value: string, choices: readonly string[], path: string): readonly Fault[] {
  if (choices.includes(value)) return [];
  const message =
    value === ''
      ? '此格未填，请从下拉序列选。'
      : `“${value}”不在下拉序列中，请从序列选：${choices.join('、')}。`;
  return [{ code: value === '' ? 'value-missing' : 'not-in-list', path, message }];
}

function checkTexts(row: F5Row, index: number): readonly Fault[] {
  const faults: Fault[] = [];
  const length = [...row.summary].length;
  if (length > MOST_CHARACTERS) {
    faults.push({
      code: 'too-long',
      path: `rows.${index}.summary`,
      message: `问题线索摘要 ${length} 字，应在 ${MOST_CHARACTERS} 字以内，请删减 ${length - MOST_CHARACTERS} 字。`,
    });
  }
  for (const [key, name] of [
    ['summary', '问题线索摘要'],
    ['place', '涉及地方或单位'],
  ] as const) {
    if (row[key] === '') {
      faults.push({ code: 'value-missing', path: `rows.${index}.${key}`, message: `请填写${name}。` });
    }
  }
  // Note 2 of the form: "涉及地方：填到区一级". A unit's own name may well contain a town; a place ends with it.
  if (BELOW_DISTRICT.test(row.place.trim())) {
    faults.push({
      code: 'place-too-fine',
      path: `rows.${index}.place`,
      message: '涉及地方填到区一级即可，请去掉区以下的地名。',
    });
  }
  return faults;
}

/** Nobody gives back more than the matter involved; a cell that is blank says nothing. */
function checkRecovered({ amountFen, recoveredFen }: F5Row, index: number): readonly Fault[] {
  if (amountFen === null || recoveredFen === null || recoveredFen <= amountFen) return [];
  return [
    {
      code: 'recovered-over-involved',
      path: `rows.${index}.recoveredFen`,
      message: '追缴资金多于涉及资金，请核对两项金额；确实如此的写明原因。',
    },
  ];
}

const essence = (row: F5Row): string =>
  [row.place, row.persons.map(({ name }) => name).join(), row.summary].join('\n').replace(/\s+/gu, '');

/** Note 3 of the form: "重复件只登记一次". `firstOf` holds where each essence stood first, and takes this row's. */
function checkRepeat(firstOf: Map<string, number>, row: F5Row, index: number): readonly Fault[] {
  const key = essence(row);
  const first = firstOf.get(key);
  if (first === undefined) {
    firstOf.set(key, index);
    return [];
  }
  return [
    {
      code: 'row-repeated',
      path: `rows.${index}.summary`,
      message: `与第 ${first + 1} 条线索重复，重复件只登记一次，请删去。`,
    },
  ];
}

import { blankFigures } from '../engine/blank-figures.ts';
import { flattenFigures } from '../engine/figure-tree.ts';
import type { Fault } from '../fault.ts';
import type { F4Data, F4Figures, Figure } from './data.ts';

const MOST_CASES = 3;
const MOST_CHARACTERS = 300;

export function checkF4(data: F4Data, nothingAs: 'zero' | 'blank' = 'zero'): readonly Fault[] {
  const known: Known = (figure) => (nothingAs === 'blank' ? (figure ?? 0) : figure);
  return [
    ...(nothingAs === 'zero' ? blankFigures(flattenFigures(data.figures), 'figures') : []),
    ...checkPersons(data.figures, known),
    ...checkExposure(data.figures, known),
    ...checkCases(data.cases),
  ];
}

/** A figure as its form means it: a blank is none where nothing is left blank, and says nothing elsewhere. */
type Known = (figure: Figure) => Figure;

const sumOf = (figures: readonly Figure[]): number =>
  figures.reduce<number>((sum, figure) => sum + (figure ?? 0), 0);

/** Column 5 counts persons, the others person-times: nobody is counted there without a measure, and the reverse. */
function checkPersons({ persons }: F4Figures, known: Known): readonly Fault[] {
  const total = known(persons.total);
  if (total === null) return [];
  const measures = sumOf([
    ...Object.values(persons.party),
    ...Object.values(persons.administrative),
    persons.admonished,
    persons.organisational,
    persons.judicial,
  ]);
  const forms = [persons.first, persons.second, persons.third, persons.fourth];
  const inForms = sumOf(forms.flatMap((form) => Object.values(form)));
  const path = 'figures.persons.total';
  if (total === 0 && measures + inForms > 0) {
    return [{ code: 'figures-disagree', path, message: '后面各栏有处分或处理，总人数却为 0，请核对。' }];
  }
  // The first form may come without discipline, so its person-times account for persons too.
  if (total > measures + inForms) {
    return [
      {
        code: 'figures-disagree',
        path,
        message: `总人数 ${total} 人多于后面各栏合计 ${measures + inForms} 人次，每人至少应有一项处分或处理，请核对。`,
      },
    ];
  }
  return [];
}

function checkExposure({ exposure }: F4Figures, known: Known): readonly Fault[] {
  const { times, problems, persons } = exposure;
  if (known(times) !== 0 || sumOf([problems, persons]) === 0) return [];
  return [
    {
      code: 'figures-disagree',
      path: 'figures.exposure.times',
      message: '填了通报曝光的问题数或人数，次数却为 0，请核对。',
    },
  ];
}

function checkCases(cases: readonly string[]): readonly Fault[] {
  const faults: Fault[] = [];
  if (cases.length > MOST_CASES) {
    faults.push({
      code: 'too-many',
      path: 'cases',
      message: `典型案例只报 1—${MOST_CASES} 个，现有 ${cases.length} 个。`,
    });
  }
  for (const [index, text] of cases.entries()) {
    const length = [...text].length;
    if (length <= MOST_CHARACTERS) continue;
    faults.push({
      code: 'too-long',
      path: `cases.${index}`,
      message: `第 ${index + 1} 个案例 ${length} 字，应在 ${MOST_CHARACTERS} 字以内。`,
    });
  }
  return faults;
}

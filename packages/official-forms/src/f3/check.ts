import type { Fault } from '../fault.ts';
import type { F3Data, F3Row } from './data.ts';
import { printNature } from './nature.ts';

const NONE = '无';

/** Writes 无 where no family remains, as the form asks; other rows are given back as they are. */
export function completeF3Row(row: F3Row): F3Row {
  return row.shouldExit === row.exited ? { ...row, measures: NONE, plannedDate: NONE } : row;
}

export function checkF3(data: F3Data): readonly Fault[] {
  const firstOf = new Map<string, number>();
  return data.rows.flatMap((row, index) => [
    ...checkNumbers(row, index),
    ...checkRemainder(row, index),
    ...checkRepeat(firstOf, row, index),
  ]);
}

function checkNumbers(row: F3Row, index: number): readonly Fault[] {
  if (row.exited <= row.shouldExit) return [];
  return [
    {
      code: 'exited-over-due',
      path: `rows.${index}.exited`,
      message: `已清退 ${row.exited} 户多于应清退 ${row.shouldExit} 户，请核对。`,
    },
  ];
}

function checkRemainder(row: F3Row, index: number): readonly Fault[] {
  const remain = row.shouldExit - row.exited;
  const parts = [
    { key: 'measures', value: row.measures, name: '整改措施和进度' },
    { key: 'plannedDate', value: row.plannedDate, name: '计划完成时间' },
  ] as const;
  return parts.flatMap(({ key, value, name }): readonly Fault[] => {
    const path = `rows.${index}.${key}`;
    if (remain > 0 && (value === '' || value === NONE)) {
      return [{ code: 'remainder-unexplained', path, message: `还有 ${remain} 户未清退，须填写${name}。` }];
    }
    if (remain === 0 && value !== NONE) {
      return [{ code: 'remainder-none', path, message: `已全部清退，${name}应填“无”。` }];
    }
    return [];
  });
}

/** One row per project and exit nature: a second row of the same would count its families twice. */
function checkRepeat(firstOf: Map<string, number>, row: F3Row, index: number): readonly Fault[] {
  const key = [row.county, row.project, row.nature].join('\n');
  const first = firstOf.get(key);
  if (first === undefined) {
    firstOf.set(key, index);
    return [];
  }
  return [
    {
      code: 'row-repeated',
      path: `rows.${index}.project`,
      message: `与第 ${first + 1} 行同为“${row.project}”${printNature(row.nature)}，同一项目同一性质只填一行。`,
    },
  ];
}

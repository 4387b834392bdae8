import { ReadFailure } from '../read-fault.ts';
import type { ColumnChoice, ColumnMapping, MappingOverride, UndecidedField } from '../types.ts';
import type { Decision } from './decide-columns.ts';
import type { ColumnHeader, FieldWords } from './field-words.ts';
import { headerKey } from './header-text.ts';
import { readMonthHeader } from './month-header.ts';
import { readUnit } from './units.ts';

export function isColumnMapping(mapping: MappingOverride | ColumnMapping): mapping is ColumnMapping {
  return 'fields' in mapping;
}

/** The detected mapping with a person's choices over it. A choice that the file does not have is refused. */
export function applyOverride(
  decision: Decision,
  override: MappingOverride,
  headers: readonly ColumnHeader[],
  fields: readonly FieldWords[],
): Decision {
  const mapped = { ...decision.mapping.fields };
  const series = { ...decision.mapping.series };
  const settled = new Set<string>();
  for (const [key, choice] of Object.entries(override.columns)) {
    const field = fields.find((words) => words.field.key === key)?.field;
    if (field === undefined)
      throw new ReadFailure('undecided-columns', `列对应关系中的“${key}”不是本表的字段。请检查对应关系文件`);
    settled.add(key);
    delete mapped[key];
    delete series[key];
    if (choice === null) continue;
    if (field.type === 'month-series') {
      series[key] = { unit: null, months: chosenMonths(choice, headers) };
      continue;
    }
    const { index, unit } = chosenColumn(choice, headers);
    mapped[key] = {
      index,
      unit:
        unit ??
        decision.mapping.fields[key]?.unit ??
        headers.find((h) => h.index === index)?.own.unit ??
        null,
    };
  }
  return {
    mapping: { fields: mapped, series },
    undecided: decision.undecided.flatMap((open) => stillOpen(open, settled, mapped)),
  };
}

function stillOpen(
  open: UndecidedField,
  settled: ReadonlySet<string>,
  mapped: ColumnMapping['fields'],
): readonly UndecidedField[] {
  if (settled.has(open.field)) return [];
  const used = new Set(Object.values(mapped).map((column) => column.index));
  return [{ ...open, candidates: open.candidates.filter((index) => !used.has(index)) }];
}

function chosenColumn(
  choice: Exclude<ColumnChoice, null>,
  headers: readonly ColumnHeader[],
): { index: number; unit: string | null } {
  if (typeof choice === 'number' || typeof choice === 'string')
    return { index: columnNamed(choice, headers), unit: null };
  if ('column' in choice)
    return {
      index: columnNamed(choice.column, headers),
      unit: choice.unit === undefined ? null : readUnit(choice.unit),
    };
  const [only] = choice;
  if (choice.length !== 1 || only === undefined)
    throw new ReadFailure('undecided-columns', '列对应关系中一个字段只能对应一列。请检查对应关系文件');
  return { index: columnNamed(only, headers), unit: null };
}

function chosenMonths(choice: Exclude<ColumnChoice, null>, headers: readonly ColumnHeader[]) {
  const names =
    typeof choice === 'object' && !('column' in choice)
      ? choice
      : [typeof choice === 'object' ? choice.column : choice];
  return names
    .map((name) => {
      const index = columnNamed(name, headers);
      const header = headers.find((candidate) => candidate.index === index);
      const month = readMonthHeader(`${header?.groupText ?? ''}${header?.ownText ?? ''}`)?.month;
      if (month === undefined)
        throw new ReadFailure(
          'undecided-columns',
          `第 ${index + 1} 列“${header?.shown ?? ''}”的表头看不出年月。请把表头改成“2025年7月”的样子`,
          { column: index + 1 },
        );
      return { index, month };
    })
    .sort((a, b) => (a.month < b.month ? -1 : 1));
}

/** By 0-based number, or by the header as shown or as compared. */
function columnNamed(name: number | string, headers: readonly ColumnHeader[]): number {
  if (typeof name === 'number') {
    if (Number.isSafeInteger(name) && name >= 0) return name;
    throw new ReadFailure('undecided-columns', `列对应关系中的列号 ${name} 不对，应为从 0 起的整数`);
  }
  const exact = headers.filter((header) => header.shown === name.trim());
  const alike = headers.filter(
    (header) => header.own.key === headerKey(name) || headerKey(header.shown) === headerKey(name),
  );
  const found = exact.length > 0 ? exact : alike;
  const [only] = found;
  if (only !== undefined && found.length === 1) return only.index;
  throw new ReadFailure(
    'undecided-columns',
    found.length === 0
      ? `列对应关系中写的表头“${name}”在文件里没有。请对照文件表头修改`
      : `表头“${name}”在文件里有 ${found.length} 列，请改用从 0 起的列号指定`,
    { seenHeader: headers.map((header) => header.shown) },
  );
}

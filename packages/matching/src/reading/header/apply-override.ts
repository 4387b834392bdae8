import { ReadFailure } from '../read-fault.ts';
import type { ColumnChoice, ColumnMapping, MappingOverride, UndecidedField } from '../types.ts';
import type { Decision } from './decide-columns.ts';
import { monthColumn } from './decide-series.ts';
import { type ColumnHeader, type FieldWords, unitOf } from './field-words.ts';
import type { FoundHeader } from './find-header.ts';
import { headerKey } from './header-text.ts';
import { readUnit, unitSuits, unitsOf } from './units.ts';

export function isColumnMapping(mapping: MappingOverride | ColumnMapping): mapping is ColumnMapping {
  return 'fields' in mapping;
}

/** The detected mapping with a person's choices over it. A choice that the file does not have is refused. */
export function applyOverride(
  decision: Decision,
  override: MappingOverride,
  { headers, titleUnits }: Pick<FoundHeader, 'headers' | 'titleUnits'>,
  fields: readonly FieldWords[],
): Decision {
  const mapped = { ...decision.mapping.fields };
  const series = { ...decision.mapping.series };
  const settled = new Set<string>();
  for (const [key, choice] of Object.entries(override.columns)) {
    const words = fields.find((candidate) => candidate.field.key === key);
    if (words === undefined)
      throw new ReadFailure('undecided-columns', `列对应关系中的“${key}”不是本表的字段。请检查对应关系文件`);
    settled.add(key);
    delete mapped[key];
    delete series[key];
    if (choice === null) continue;
    if (words.field.type === 'month-series') {
      series[key] = { unit: null, months: chosenMonths(choice, headers) };
      continue;
    }
    const index = chosenColumn(choice, headers);
    const unit = givenUnit(choice, words);
    const header = headers.find((candidate) => candidate.index === index);
    mapped[key] = { index, unit: unit ?? (header === undefined ? null : unitOf(words, header, titleUnits)) };
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
  const candidates = open.candidates.filter((index) => !used.has(index));
  // An optional field is asked for only while a column is left that it could be.
  return open.required || candidates.length > 0 ? [{ ...open, candidates }] : [];
}

function chosenColumn(choice: Exclude<ColumnChoice, null>, headers: readonly ColumnHeader[]): number {
  if (typeof choice === 'number' || typeof choice === 'string') return columnNamed(choice, headers);
  if ('column' in choice) return columnInUnit(choice, headers);
  const [only] = choice;
  if (choice.length !== 1 || only === undefined)
    throw new ReadFailure('undecided-columns', '列对应关系中一个字段只能对应一列。请检查对应关系文件');
  return columnNamed(only, headers);
}

/** A unit given for a header of other words would silently outdo the unit in them. */
function columnInUnit(
  { column, unit }: { readonly column: number | string; readonly unit?: string },
  headers: readonly ColumnHeader[],
): number {
  const index = columnNamed(column, headers);
  const header = headers.find((candidate) => candidate.index === index);
  const said = header?.own.unit ?? header?.group?.unit ?? null;
  if (unit === undefined || said === null || typeof column === 'number' || header?.shown === column.trim())
    return index;
  throw new ReadFailure(
    'undecided-columns',
    `表头“${column}”在文件里是“${header?.shown ?? ''}”，自己写有单位。要另指单位的，表头请照文件原样写`,
    { column: index + 1 },
  );
}

/** The unit of a person's choice; null where the file's own holds. One that can't be converted is refused. */
function givenUnit(choice: Exclude<ColumnChoice, null>, { field }: FieldWords): string | null {
  if (typeof choice !== 'object' || !('column' in choice) || choice.unit === undefined) return null;
  const unit = readUnit(choice.unit);
  if (unit !== null && unitSuits(unit, field) === 'yes') return unit;
  const known = unitsOf(field);
  throw new ReadFailure(
    'undecided-columns',
    `列对应关系中“${field.label}”的单位“${choice.unit}”不能换算${known.length === 0 ? '' : `，可以写${known.join('、')}`}。请检查对应关系文件`,
  );
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
      const month = header === undefined ? undefined : monthColumn(header)?.month;
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

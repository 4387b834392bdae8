import { isBlankCell } from '../raw-row.ts';
import type { ColumnMapping, MappedColumn, UndecidedField } from '../types.ts';
import { contentShare } from './content-check.ts';
import { decideSeries } from './decide-series.ts';
import { type ColumnHeader, type FieldWords, fitOf, WEAK } from './field-words.ts';
import { unitFor } from './units.ts';

/** The cells of one column in the first data rows; null while only headers are compared. */
export type ContentOf = ((column: number) => readonly (string | null)[]) | null;

export interface Decision {
  readonly mapping: ColumnMapping;
  readonly undecided: readonly UndecidedField[];
}

interface Candidate {
  readonly words: FieldWords;
  readonly header: ColumnHeader;
  readonly fit: number;
}

/**
 * Gives each field its column, the surest fits first. Two equally good columns are told apart by their content
 * or not at all: such a field stays undecided, as does a needed one without any column.
 */
export function decideColumns(
  fields: readonly FieldWords[],
  headers: readonly ColumnHeader[],
  content: ContentOf,
  titleUnits: readonly string[],
): Decision {
  const single = fields.filter((words) => words.field.type !== 'month-series');
  const series = decideSeries(fields, headers, titleUnits);
  const candidates = single
    .flatMap((words) => headers.map((header) => ({ words, header, fit: fitOf(words, header) })))
    .filter((candidate) => candidate.fit > 0 && !series.taken.has(candidate.header.index));
  const chosen = new Map<string, ColumnHeader>();
  const doubtful = new Map<string, readonly number[]>();
  const taken = new Set<number>(series.taken);
  const levels = [...new Set(candidates.map((candidate) => candidate.fit))].sort((a, b) => b - a);
  for (const level of levels) {
    const open = candidates.filter(
      ({ words, header, fit }) =>
        fit === level &&
        !taken.has(header.index) &&
        !chosen.has(words.field.key) &&
        !doubtful.has(words.field.key),
    );
    settleLevel(open, level, content, { chosen, doubtful, taken });
  }
  const undecided = single.flatMap((words) => openQuestion(words, chosen, doubtful, taken, headers, content));
  const mapped: Record<string, MappedColumn> = {};
  for (const words of single) {
    const header = chosen.get(words.field.key);
    if (header === undefined) continue;
    mapped[words.field.key] = { index: header.index, unit: unitOfColumn(words, header, titleUnits) };
  }
  return {
    mapping: { fields: mapped, series: series.mapped },
    undecided: [...undecided, ...series.undecided],
  };
}

interface Settled {
  readonly chosen: Map<string, ColumnHeader>;
  readonly doubtful: Map<string, readonly number[]>;
  readonly taken: Set<number>;
}

function settleLevel(open: readonly Candidate[], level: number, content: ContentOf, settled: Settled): void {
  const byField = new Map<FieldWords, ColumnHeader[]>();
  for (const { words, header } of open) byField.set(words, [...(byField.get(words) ?? []), header]);
  const wishes = [...byField].map(([words, headers]) => ({
    words,
    headers: bestByContent(words, headers, level, content),
  }));
  for (const wish of wishes) {
    const rivals = wishes.filter(
      (other) => other !== wish && other.headers.some((header) => wish.headers.includes(header)),
    );
    const stronger = rivals.filter((rival) => rival.words.field.required || !wish.words.field.required);
    if (wish.headers.length === 1 && stronger.length === 0) {
      for (const header of wish.headers) {
        settled.chosen.set(wish.words.field.key, header);
        settled.taken.add(header.index);
      }
    } else if (wish.headers.length > 0) {
      settled.doubtful.set(
        wish.words.field.key,
        wish.headers.map((header) => header.index),
      );
    }
  }
}

/** A weak fit is accepted only when the content speaks for it; content also parts equally good columns. */
function bestByContent(
  words: FieldWords,
  headers: readonly ColumnHeader[],
  level: number,
  content: ContentOf,
): readonly ColumnHeader[] {
  if (content === null) return level === WEAK ? [] : headers;
  if (headers.length === 1 && level !== WEAK) return headers;
  const shares = headers.map((header) => contentShare(content(header.index), words.field.type));
  const fitting = headers.filter((_, position) => (shares[position] ?? 0) >= 0.6);
  const othersBlank = headers.every((header, position) => {
    const share = shares[position] ?? null;
    return fitting.includes(header) || (share === null ? isEmptyColumn(content(header.index)) : share <= 0.1);
  });
  if (level === WEAK) return fitting;
  return fitting.length === 1 && othersBlank ? fitting : headers;
}

const isEmptyColumn = (cells: readonly (string | null)[]) => cells.every(isBlankCell);

function openQuestion(
  words: FieldWords,
  chosen: ReadonlyMap<string, unknown>,
  doubtful: ReadonlyMap<string, readonly number[]>,
  taken: ReadonlySet<number>,
  headers: readonly ColumnHeader[],
  content: ContentOf,
): readonly UndecidedField[] {
  const { key, label, required, type } = words.field;
  if (chosen.has(key)) return [];
  const known = doubtful.get(key)?.filter((index) => !taken.has(index));
  if (known !== undefined && known.length > 0) return [{ field: key, label, required, candidates: known }];
  if (!required) return [];
  // A column of ids under an unknown word is offered, not taken: whose ids they are only the header could say.
  const offered =
    content === null || type === 'text' || type === 'name'
      ? []
      : headers
          .filter(
            (header) => !taken.has(header.index) && (contentShare(content(header.index), type) ?? 0) >= 0.6,
          )
          .map((header) => header.index);
  return [{ field: key, label, required, candidates: type === 'id-number' ? offered : [] }];
}

function unitOfColumn(words: FieldWords, header: ColumnHeader, titleUnits: readonly string[]): string | null {
  const { type } = words.field;
  const bare = words.words.has(header.own.key) ? null : (header.own.bare?.unit ?? null);
  return (
    unitFor(header.own.unit, type) ??
    unitFor(bare, type) ??
    unitFor(header.group?.unit ?? null, type) ??
    (type === 'money' || type === 'area'
      ? (titleUnits.map((unit) => unitFor(unit, type)).find((unit) => unit !== null) ?? null)
      : null)
  );
}

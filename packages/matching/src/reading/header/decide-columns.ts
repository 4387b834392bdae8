import { isBlankCell } from '../raw-row.ts';
import type { ColumnMapping, MappedColumn, UndecidedField } from '../types.ts';
import { contentShare } from './content-check.ts';
import { decideSeries } from './decide-series.ts';
import { type ColumnHeader, type FieldWords, type Fit, fitOf, UNCLEAR, unitOf, WEAK } from './field-words.ts';

/** The cells of one column in the first data rows; null while only headers are compared. */
export type ContentOf = ((column: number) => readonly (string | null)[]) | null;

export interface Decision {
  readonly mapping: ColumnMapping;
  readonly undecided: readonly UndecidedField[];
}

interface Candidate {
  readonly words: FieldWords;
  readonly header: ColumnHeader;
  readonly fit: Fit;
}

/**
 * Gives each field its column, the surest fits first. Two equally good columns are told apart by their content
 * or not at all: such a field stays undecided, as does a needed one without any column, and one whose only column
 * may mean something else.
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
    .flatMap((words) => headers.map((header) => ({ words, header, fit: fitOf(words, header, titleUnits) })))
    .filter(({ fit, header }) => fit.strength > 0 && !series.taken.has(header.index));
  const chosen = new Map<string, ColumnHeader>();
  const doubtful = new Map<string, readonly number[]>();
  const taken = new Set<number>(series.taken);
  const strengths = candidates.map(({ fit }) => fit.strength).filter((strength) => strength > UNCLEAR);
  const levels = [...new Set(strengths)].sort((a, b) => b - a);
  for (const level of levels) {
    const open = candidates.filter(
      ({ words, header, fit }) =>
        fit.strength === level &&
        !taken.has(header.index) &&
        !chosen.has(words.field.key) &&
        !doubtful.has(words.field.key),
    );
    settleLevel(open, level, content, { chosen, doubtful, taken });
  }
  const unclear = candidates.filter(({ fit }) => fit.strength === UNCLEAR);
  const undecided = single.flatMap((words) =>
    openQuestion(words, { chosen, doubtful, taken, unclear, headers, content }),
  );
  const mapped: Record<string, MappedColumn> = {};
  for (const words of single) {
    const header = chosen.get(words.field.key);
    if (header === undefined) continue;
    mapped[words.field.key] = { index: header.index, unit: unitOf(words, header, titleUnits) };
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

interface Question {
  readonly chosen: ReadonlyMap<string, unknown>;
  readonly doubtful: ReadonlyMap<string, readonly number[]>;
  readonly taken: ReadonlySet<number>;
  readonly unclear: readonly Candidate[];
  readonly headers: readonly ColumnHeader[];
  readonly content: ContentOf;
}

function openQuestion(
  words: FieldWords,
  { chosen, doubtful, taken, unclear, headers, content }: Question,
): readonly UndecidedField[] {
  const { key, label, required, type } = words.field;
  if (chosen.has(key)) return [];
  const fitting = (index: number) =>
    content !== null && !taken.has(index) && (contentShare(content(index), type) ?? 0) >= 0.6;
  const known = doubtful.get(key)?.filter((index) => !taken.has(index)) ?? [];
  const perhaps = unclear.filter((candidate) => candidate.words === words).map(({ header }) => header.index);
  const candidates = [...known, ...perhaps.filter((index) => !known.includes(index) && fitting(index))];
  if (candidates.length > 0) return [{ field: key, label, required, candidates }];
  if (!required) return [];
  // A column of ids under an unknown word is offered, not taken: whose ids they are only the header could say.
  const offered = type === 'id-number' ? headers.map(({ index }) => index).filter(fitting) : [];
  return [{ field: key, label, required, candidates: offered }];
}

import type { YearMonth } from '@anju/domain';
import type { MappedSeries, UndecidedField } from '../types.ts';
import type { ColumnHeader, FieldWords } from './field-words.ts';
import { headerKey } from './header-text.ts';
import { readMonthHeader, readMonthOfYear } from './month-header.ts';
import { isMoney, unitFor } from './units.ts';

export interface SeriesDecision {
  readonly mapped: Readonly<Record<string, MappedSeries>>;
  readonly undecided: readonly UndecidedField[];
  readonly taken: ReadonlySet<number>;
}

interface MonthColumn {
  readonly index: number;
  readonly month: YearMonth;
  /** What the header says besides the month. */
  readonly topic: string;
  readonly unit: string | null;
  /** The header names no year: it is that of the title. */
  readonly byTitle?: true;
}

/** Money, or what the meter stood at: not what was used. */
const SOMETHING_ELSE = /费|金额|款|元|价|码|底|示数|读数|指数|起|止|累计/u;
const isOfSomethingElse = ({ topic, unit }: MonthColumn) => SOMETHING_ELSE.test(topic) || isMoney(unit);

/**
 * The columns whose headers read as months. Where a sheet holds several things a month (用电量, 电费) the words
 * beside the month must name the field; a month that comes twice leaves the series undecided.
 */
export function decideSeries(
  fields: readonly FieldWords[],
  headers: readonly ColumnHeader[],
  titleUnits: readonly string[],
): SeriesDecision {
  const wanted = fields.filter((words) => words.field.type === 'month-series');
  const mapped: Record<string, MappedSeries> = {};
  const undecided: UndecidedField[] = [];
  const taken = new Set<number>();
  if (wanted.length === 0) return { mapped, undecided, taken };
  const months = headers.flatMap((header) => monthColumn(header) ?? []);
  const yearless = headers.filter(lacksYear).map(({ index }) => index);
  const topics = [...new Set(months.map((column) => column.topic))];
  for (const words of wanted) {
    const { key, label, required } = words.field;
    const named = topics.filter((topic) => words.words.has(topic));
    const alone = topics.length === 1 && wanted.length === 1 && !months.some(isOfSomethingElse);
    const chosen = named.length > 0 ? named : alone ? topics : [];
    const own = months.filter((column) => chosen.includes(column.topic));
    const distinct = new Set(own.map((column) => column.month));
    if (own.length === 0 || distinct.size < own.length || !runOneWay(own)) {
      const offered = (own.length > 0 ? own : months).map(({ index }) => index);
      const candidates = offered.length > 0 ? offered : yearless;
      if (candidates.length > 0 || required) undecided.push({ field: key, label, required, candidates });
      continue;
    }
    for (const column of own) taken.add(column.index);
    const unit =
      own.find((column) => column.unit !== null)?.unit ??
      titleUnits.map((title) => unitFor(title, words.field)).find((found) => found !== null) ??
      null;
    mapped[key] = {
      unit,
      months: own
        .map(({ index, month }) => ({ index, month }))
        .sort((a, b) => (a.month < b.month ? -1 : a.month > b.month ? 1 : 0)),
    };
  }
  return { mapped, undecided, taken };
}

/** The month over a column; null where the header has none, or not its year. */
export function monthColumn(header: ColumnHeader): MonthColumn | null {
  const { index, group, own, groupText, ownText, year } = header;
  const unit = own.unit ?? group?.unit ?? null;
  // "2025年" above "7月" reads as one; otherwise the group above is the topic.
  const ownRead = readMonthHeader(ownText);
  if (ownRead !== null)
    return { index, month: ownRead.month, topic: headerKey(ownRead.rest) || (group?.key ?? ''), unit };
  const joined = group === null ? null : readMonthHeader(`${groupText}${ownText}`);
  if (joined !== null) return { index, month: joined.month, topic: headerKey(joined.rest), unit };
  const bare = readMonthOfYear(ownText);
  const dated = bare === null || year === undefined ? null : readMonthHeader(`${year}年${bare.month}月`);
  if (bare === null || dated === null) return null;
  const topic = headerKey(bare.rest) || (group?.key ?? '');
  return { index, month: dated.month, topic, unit, byTitle: true };
}

const lacksYear = (header: ColumnHeader): boolean =>
  monthColumn(header) === null && readMonthOfYear(header.ownText) !== null;

/** Months of one year run one way; where they do not, the year of the title is not that of all. */
function runOneWay(months: readonly MonthColumn[]): boolean {
  const dated = months.filter(({ byTitle }) => byTitle === true).map(({ month }) => month);
  const sorted = [...dated].sort();
  return [sorted, sorted.toReversed()].some((order) => order.join() === dated.join());
}

import type { YearMonth } from '@anju/domain';
import type { MappedSeries, UndecidedField } from '../types.ts';
import type { ColumnHeader, FieldWords } from './field-words.ts';
import { headerKey } from './header-text.ts';
import { readMonthHeader } from './month-header.ts';
import { unitFor } from './units.ts';

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
}

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
  const months = headers.flatMap(monthColumn);
  const topics = [...new Set(months.map((column) => column.topic))];
  for (const words of wanted) {
    const { key, label, required } = words.field;
    const named = topics.filter((topic) => words.words.has(topic));
    const chosen = named.length > 0 ? named : topics.length === 1 && wanted.length === 1 ? topics : [];
    const own = months.filter((column) => chosen.includes(column.topic));
    const distinct = new Set(own.map((column) => column.month));
    if (own.length === 0 || distinct.size < own.length) {
      if (own.length > 0 || required)
        undecided.push({
          field: key,
          label,
          required,
          candidates: (own.length > 0 ? own : months).map((column) => column.index),
        });
      continue;
    }
    for (const column of own) taken.add(column.index);
    const unit =
      own.find((column) => column.unit !== null)?.unit ??
      titleUnits.map((title) => unitFor(title, 'month-series')).find((found) => found !== null) ??
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

function monthColumn(header: ColumnHeader): readonly MonthColumn[] {
  // "2025年" above "7月" reads as one; otherwise the group above is the topic.
  const ownRead = readMonthHeader(header.ownText);
  if (ownRead !== null) {
    const topic = headerKey(ownRead.rest) || (header.group?.key ?? '');
    return [
      {
        index: header.index,
        month: ownRead.month,
        topic,
        unit: header.own.unit ?? header.group?.unit ?? null,
      },
    ];
  }
  if (header.group === null) return [];
  const joined = readMonthHeader(`${header.groupText}${header.ownText}`);
  if (joined === null) return [];
  return [
    {
      index: header.index,
      month: joined.month,
      topic: headerKey(joined.rest),
      unit: header.own.unit ?? header.group.unit,
    },
  ];
}

import { placeHeader } from './header-grid.ts';
import type { FlatForm, Layout, Place, Scalar, TailRow } from './layout.ts';
import { estimateHeight } from './row-height.ts';
import { fillTemplate, type Template } from './template.ts';
import { wanYuanOf } from './wan-yuan.ts';

export type CellStyle =
  | 'marker'
  | 'title'
  | 'line'
  | 'header'
  | 'text'
  | 'count'
  | 'wan'
  | 'label'
  | 'note'
  | 'signature';

export interface PlanCell {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
  readonly value: Scalar;
  readonly style: CellStyle;
  readonly align: 'left' | 'center' | 'right';
  /** Spread over several rows and pages, so it starts at the top. */
  readonly tall: boolean;
  /** Typed by a person, not preprinted. */
  readonly filled: boolean;
  /** What stands in the cell: keys of `placeKey`. */
  readonly holds: readonly string[];
}

/** A sheet as data: what the writer draws, and where a check's faults point. */
export interface SheetPlan {
  readonly widths: readonly number[];
  readonly heights: readonly number[];
  readonly cells: readonly PlanCell[];
  readonly headerRows: readonly [number, number];
  readonly bodyRows: readonly [number, number];
  readonly bodySize: number;
  readonly titleSize: number;
}

/** Excel's tallest row is 409 points; a taller record is spread over lower rows merged down, which pages can part. */
const TALLEST_ROW = 400;
const SPREAD_ROW = 120;

/** Lays a form's content out on the sheet; `null` gives the blank form. */
export function planSheet(layout: Layout, content: FlatForm | null, wanDecimals: number): SheetPlan {
  const header = placeHeader(layout.header);
  const width = header.columns.length;
  const widths = header.columns.map((column) => column.width);
  const cells: PlanCell[] = [];
  const heights: number[] = [];
  const slots = content?.slots ?? {};
  const widthOf = (from: number, to: number): number =>
    widths.slice(from - 1, to).reduce((sum, value) => sum + value, 0);
  const whole = (row: number, value: string, style: CellStyle, align: 'left' | 'center'): PlanCell => ({
    row,
    column: 1,
    rows: 1,
    columns: width,
    value,
    style,
    align,
    filled: false,
    tall: false,
    holds: [],
  });

  heights.push(20);
  cells.push(whole(1, layout.marker, 'marker', 'left'));
  heights.push(layout.titleSize * 2);
  cells.push({
    ...whole(2, fillTemplate(layout.title, slots), 'title', 'center'),
    tall: false,
    holds: slotKeys(layout.title),
  });
  for (const line of layout.lines) {
    heights.push(24);
    for (const part of line) {
      const value = fillTemplate(part.template, slots);
      cells.push({
        ...spanOf(heights.length, part.from, part.to),
        value,
        style: 'line',
        align: part.align,
        filled: false,
        tall: false,
        holds: slotKeys(part.template),
      });
    }
  }

  const firstHeader = heights.length + 1;
  heights.push(...layout.headerHeights);
  for (const cell of header.cells) {
    cells.push({
      ...cell,
      row: cell.row + firstHeader - 1,
      value: cell.text,
      style: 'header',
      align: 'center',
      filled: false,
      tall: false,
      holds: [],
    });
  }

  const firstBody = heights.length + 1;
  for (const [index, record] of recordsOf(layout, content).entries()) {
    const preprinted = layout.body.kind === 'fixed' ? (layout.body.rows[index] ?? {}) : {};
    const lineHeights = record.map((line, at) => {
      const needed = header.columns.map((column) => {
        const spread = column.perLine === true ? 1 : record.length;
        const value = column.perLine === true ? line[column.key] : at === 0 ? record[0]?.[column.key] : null;
        return estimateHeight(value ?? null, column.width, layout.bodySize) / spread;
      });
      const least = layout.body.kind === 'fixed' ? layout.body.minLines : 2;
      return Math.max((least * layout.bodySize * 1.4 + 4) / record.length, 24, ...needed);
    });
    const first = heights.length + 1;
    const starts: number[] = [];
    for (const height of lineHeights) {
      starts.push(heights.length + 1);
      heights.push(...splitHeight(height));
    }
    const rows = heights.length - first + 1;
    for (const [at, column] of header.columns.entries()) {
      const lines = column.perLine === true ? record.keys() : [0].values();
      for (const line of lines) {
        const start = starts[line] ?? first;
        const next = column.perLine === true ? (starts[line + 1] ?? first + rows) : first + rows;
        cells.push({
          row: start,
          column: at + 1,
          rows: next - start,
          columns: 1,
          value: printed(record[line]?.[column.key] ?? null, column.kind, wanDecimals),
          style: column.kind,
          align: column.align ?? 'center',
          filled: preprinted[column.key] === undefined,
          tall: rows > record.length,
          holds: [placeKey({ row: index, line, column: column.key })],
        });
      }
    }
  }
  const lastBody = heights.length;

  for (const row of layout.tail) addTail(row);
  return {
    widths,
    heights,
    cells,
    headerRows: [firstHeader, firstBody - 1],
    bodyRows: [firstBody, lastBody],
    bodySize: layout.bodySize,
    titleSize: layout.titleSize,
  };

  function addTail(row: TailRow): void {
    if (row.kind === 'signature') {
      heights.push(26);
      for (const part of row.cells) {
        const value = fillTemplate(part.template, slots);
        cells.push({
          ...spanOf(heights.length, part.from, part.to),
          value,
          style: 'signature',
          align: part.align,
          filled: false,
          tall: false,
          holds: slotKeys(part.template),
        });
      }
      return;
    }
    const text = fillTemplate(row.template, slots);
    const from = row.kind === 'labelled' ? row.labelTo + 1 : 1;
    const least = row.minLines * layout.bodySize * 1.4 + 6;
    const needed = Math.max(least, estimateHeight(text, widthOf(from, width), layout.bodySize));
    const at = heights.length + 1;
    heights.push(...splitHeight(needed));
    const rows = heights.length - at + 1;
    if (row.kind === 'labelled') {
      cells.push({
        ...spanOf(at, 1, row.labelTo),
        rows,
        value: row.label,
        style: 'label',
        align: 'center',
        filled: false,
        tall: false,
        holds: [],
      });
    }
    const style = row.kind === 'note' && !row.bordered ? 'note' : 'text';
    // Labelled texts hold what people wrote behind what is preprinted, so they are treated as people's.
    cells.push({
      ...spanOf(at, from, width),
      rows,
      value: text === '' ? null : text,
      style,
      align: 'left',
      filled: row.kind === 'labelled',
      tall: rows > 1,
      holds: slotKeys(row.template),
    });
  }
}

/** The name under which a place's cell is found. */
export function placeKey(place: Place): string {
  return 'slot' in place ? `slot/${place.slot}` : `${place.row}/${place.line}/${place.column}`;
}

const slotKeys = (template: Template): readonly string[] =>
  template.flatMap((part) => (typeof part === 'string' ? [] : [placeKey({ slot: part.name })]));

const spanOf = (row: number, from: number, to: number) => ({
  row,
  column: from,
  rows: 1,
  columns: to - from + 1,
});

type Line = Readonly<Record<string, Scalar>>;

function recordsOf(layout: Layout, content: FlatForm | null): readonly (readonly Line[])[] {
  const { body } = layout;
  const rows = content?.rows ?? [];
  if (body.kind === 'fixed') {
    return body.rows.map((preprinted, index) => [{ ...rows[index]?.lines[0], ...preprinted }]);
  }
  const records: (readonly Line[])[] = rows.map((row, index) =>
    row.lines.map((line, at) =>
      at === 0 && body.numberedBy !== undefined ? { ...line, [body.numberedBy]: index + 1 } : line,
    ),
  );
  while (records.length < body.atLeast) records.push([records.length === 0 ? { ...body.fresh } : {}]);
  return records;
}

function printed(value: Scalar, kind: 'text' | 'count' | 'wan', wanDecimals: number): Scalar {
  if (value === '') return null;
  return kind === 'wan' && typeof value === 'number' ? wanYuanOf(value, wanDecimals) : value;
}

function splitHeight(height: number): number[] {
  if (height <= TALLEST_ROW) return [height];
  const parts = Math.ceil(height / SPREAD_ROW);
  return Array.from({ length: parts }, () => Math.ceil((height / parts) * 10) / 10);
}

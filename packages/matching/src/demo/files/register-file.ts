import { type FieldDescription, REGISTERS, type RegisterKind } from '@anju/domain';
import { coprimeTo } from '../people/population.ts';
import { at, type Random } from '../random.ts';
import type { DemoRegister } from '../registers.ts';
import type { DemoRow, RowMaker } from '../rows.ts';
import type { FileStyle } from './file-style.ts';
import { type CellFormat, cellFormat } from './format-cell.ts';
import { headerCell } from './header-words.ts';
import type { Cell, HeaderCell, Table } from './table.ts';

export interface RegisterContent {
  readonly register: DemoRegister;
  /** Rows about members; the population's are made on the way. */
  readonly own: readonly DemoRow[];
  readonly background: number;
  /** People that the background is taken from. */
  readonly population: number;
}

interface Column {
  readonly key: string;
  readonly header: HeaderCell;
  readonly format: CellFormat;
}

/** A register as one file: the members' rows scattered among everybody else's. */
export function registerTable(
  content: RegisterContent,
  maker: RowMaker,
  style: FileStyle,
  random: Random,
): Table {
  const { register } = content;
  const columns = columnsOf(register, style, random);
  const numbered: HeaderCell[] = style.numbered ? [{ text: '序号', group: null }] : [];
  const header = [...numbered, ...columns.map((column) => column.header)];
  const pad = header.length > 2 ? Array<Cell>(header.length - 2).fill(null) : [];
  const total = content.own.length + content.background;
  return {
    titles: style.titled
      ? [
          `${register.title}（演示数据）`,
          `导出时间：${maker.asOf} 10:21:33`,
          ...(style.unitAbove ? ['单位：万元'] : []),
        ]
      : [],
    header,
    rows: cellsOf(rowsOf(content, maker, random), columns, style.numbered),
    foot: [
      ...(style.totals ? [['合计', `${total}条`, ...pad]] : []),
      ...(style.note ? [['注：演示数据，人员均为虚构，仅供系统演示使用。']] : []),
    ],
  };
}

export function fieldOf(kind: RegisterKind, key: string): FieldDescription {
  const field = REGISTERS[kind].fields.find((one) => one.key === key);
  if (field === undefined) throw new RangeError(`register ${kind} has no field ${key}`);
  return field;
}

/** Columns in an order of the seed; those under one upper word stay together. */
function columnsOf(register: DemoRegister, style: FileStyle, random: Random): readonly Column[] {
  const { kind, columns, groups } = register;
  const grouped = style.twoLines && groups !== undefined ? Object.entries(groups) : [];
  const inGroup = new Set(grouped.flatMap(([, keys]) => keys));
  const blocks = [
    ...grouped.map(([group, keys]) => ({ group, keys })),
    ...columns.filter((key) => !inGroup.has(key)).map((key) => ({ group: null, keys: [key] })),
  ];
  const order = style.ownWords
    ? [{ group: null, keys: columns }]
    : random.chance(0.5)
      ? random.shuffle(blocks)
      : blocks;
  return order.flatMap(({ group, keys }) =>
    keys.map((key): Column => {
      const field = fieldOf(kind, key);
      return {
        key,
        header: headerCell(field, group, style, random),
        format: cellFormat(field.type, style, random),
      };
    }),
  );
}

interface PlacedRow {
  readonly row: DemoRow;
  readonly own: boolean;
}

function* cellsOf(
  rows: Iterable<PlacedRow>,
  columns: readonly Column[],
  numbered: boolean,
): Iterable<readonly Cell[]> {
  let count = 0;
  const first = numbered ? 1 : 0;
  for (const { row, own } of rows) {
    const cells: Cell[] = new Array(columns.length + first);
    if (numbered) cells[0] = ++count;
    for (let i = 0; i < columns.length; i++) {
      const column = at(columns, i);
      cells[first + i] = column.format(row[column.key] ?? null, !own);
    }
    yield cells;
  }
}

/** Nobody of the population comes twice in a register; the members' rows stand at places that the seed chose. */
function* rowsOf(content: RegisterContent, maker: RowMaker, random: Random): Iterable<PlacedRow> {
  const { own, background, population, register } = content;
  const waiting = random
    .shuffle(own)
    .map((row) => ({ row, place: random.int(background + 1) }))
    .sort((a, b) => a.place - b.place);
  const stride = coprimeTo(Math.max(1, population), 1_000_003);
  const offset = random.int(Math.max(1, population));
  let next = 0;
  for (let i = 0; i <= background; i++) {
    for (let own = waiting[next]; own !== undefined && own.place === i; own = waiting[++next])
      yield { row: own.row, own: true };
    if (i === background) return;
    const person = maker.population.person((offset + i * stride) % population);
    yield { row: register.background(maker, person), own: false };
  }
}

import type { Random } from '../random.ts';
import type { TextEncoding, TextStyle } from './text-file.ts';

export type DateHabit = 'iso' | 'dots' | 'han' | 'compact' | 'slashes' | 'serial' | 'date-cell';
export type MonthHabit = 'iso' | 'compact' | 'han' | 'dots';

/** How one office writes one file. */
export interface FileStyle {
  readonly format: 'text' | 'xlsx' | 'parquet';
  readonly text: TextStyle;
  /** A line above the header that says what the file is. */
  readonly titled: boolean;
  readonly twoLines: boolean;
  readonly numbered: boolean;
  readonly totals: boolean;
  readonly note: boolean;
  readonly dates: DateHabit;
  readonly months: MonthHabit;
  readonly money: '元' | '万元';
  /** 120,000 */
  readonly thousands: boolean;
  /** The unit in a title line instead of the header. */
  readonly unitAbove: boolean;
  /** Spaces, full-width digits, quotes and Excel's damage in ID numbers, odd dots in names. */
  readonly untidy: boolean;
  readonly dot: string;
  /** 楼栋, 单元 and 房号 in columns of their own. */
  readonly roomInParts: boolean;
  /** Header words and columns as our own form has them, in its order. */
  readonly ownWords: boolean;
}

export const PLAIN: FileStyle = {
  format: 'text',
  text: { encoding: 'utf-8', delimiter: ',' },
  titled: false,
  twoLines: false,
  numbered: false,
  totals: false,
  note: false,
  dates: 'iso',
  months: 'compact',
  money: '元',
  thousands: false,
  unitAbove: false,
  untidy: false,
  dot: '·',
  roomInParts: false,
  ownWords: true,
};

type Shape = Pick<FileStyle, 'format'> & {
  readonly encoding?: TextEncoding;
  readonly delimiter?: ',' | '\t' | ';';
} & Partial<Pick<FileStyle, 'titled' | 'twoLines' | 'totals' | 'note'>>;

const SHAPES: readonly Shape[] = [
  { format: 'text', encoding: 'gb18030', titled: true },
  { format: 'xlsx', titled: true, twoLines: true, totals: true, note: true },
  { format: 'text', encoding: 'utf-8-bom', note: true },
  { format: 'xlsx' },
  { format: 'text', encoding: 'utf-16le', delimiter: '\t' },
  { format: 'text', encoding: 'utf-8' },
  { format: 'xlsx', titled: true, totals: true },
  { format: 'text', encoding: 'utf-8', delimiter: ';', titled: true, totals: true },
  { format: 'text', encoding: 'gb18030', delimiter: '\t', note: true },
];

/** Above this a workbook would take long to open, and offices send text. */
const MOST_WORKBOOK_ROWS = 60_000;

/** Each file of a county has another shape; which, the seed decides. */
export function chooseStyles(random: Random, files: number): readonly ((rows: number) => FileStyle)[] {
  const order = random.shuffle(SHAPES);
  return Array.from({ length: files }, (_, index) => {
    const shape = order[index % order.length] ?? SHAPES[0];
    const own = random.fork(`file ${index}`);
    return (rows) => styleOf(own, shape ?? { format: 'text' }, rows);
  });
}

function styleOf(random: Random, shape: Shape, rows: number): FileStyle {
  const format = shape.format === 'xlsx' && rows > MOST_WORKBOOK_ROWS ? 'text' : shape.format;
  const workbook = format === 'xlsx';
  const money = random.chance(0.35) ? '万元' : '元';
  const titled = shape.titled ?? false;
  return {
    format,
    text: { encoding: shape.encoding ?? 'utf-8', delimiter: shape.delimiter ?? ',' },
    titled,
    twoLines: workbook && (shape.twoLines ?? false),
    numbered: workbook && random.chance(0.6),
    totals: shape.totals ?? false,
    note: shape.note ?? false,
    dates: random.pick(
      workbook
        ? (['iso', 'dots', 'han', 'serial', 'date-cell', 'date-cell'] as const)
        : (['iso', 'dots', 'han', 'compact', 'slashes'] as const),
    ),
    months: random.pick(['iso', 'compact', 'han', 'dots'] as const),
    money,
    thousands: !workbook && money === '元' && random.chance(0.3),
    unitAbove: titled && money === '万元' && random.chance(0.5),
    untidy: true,
    dot: random.pick(['·', '·', '.', '•', '．', '・', '‧']),
    roomInParts: false,
    ownWords: false,
  };
}

/** What a data platform hands out. */
export function platformStyle(random: Random): FileStyle {
  return {
    ...PLAIN,
    format: 'parquet',
    untidy: true,
    ownWords: false,
    months: random.pick(['compact', 'iso'] as const),
  };
}

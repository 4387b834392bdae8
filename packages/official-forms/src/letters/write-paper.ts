import {
  AlignmentType,
  BorderStyle,
  Document,
  DocumentGridType,
  Footer,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import type { Block, Paper } from './paper.ts';
import { FACES, sealArchive } from './seal-archive.ts';
import { chineseNumeral, printDay } from './words.ts';

// GB/T 9704-2012, in twentieths of a point: A4, 37 mm above, 28 mm at the left, a text area of 156 × 225 mm.
const MM = 1440 / 25.4;
const mm = (length: number) => Math.round(length * MM);
const PAGE = { width: mm(210), height: mm(297) };
const MARGIN = { top: mm(37), left: mm(28), right: mm(26), bottom: mm(35), footer: mm(25), header: mm(15) };
/** 22 lines of 28 characters a page. */
const LINE = Math.floor((225 * MM) / 22);
const EM = 320;
/** Half-points: 2号 = 22 pt, 3号 = 16 pt, 4号 = 14 pt, 五号 = 10.5 pt. */
const SIZE = { title: 44, body: 32, page: 28, table: 21 } as const;
const TEXT_WIDTH = mm(156);

type Face = keyof typeof FACES;

function run(text: string, face: Face, size: number, bold = false): TextRun {
  const name = FACES[face].name;
  return new TextRun({
    text,
    size,
    bold,
    font: { ascii: name, hAnsi: name, eastAsia: name, cs: name, hint: 'eastAsia' },
  });
}

const exact = { line: LINE, lineRule: LineRuleType.EXACT, before: 0, after: 0 } as const;

/** `last`: stays with the signature, which never stands on a page of its own. */
function bodyLine(text: string, last: boolean): Paragraph {
  return new Paragraph({
    spacing: exact,
    keepNext: last,
    indent: { firstLine: 2 * EM },
    alignment: AlignmentType.BOTH,
    children: [run(text, 'body', SIZE.body)],
  });
}

function plainLine(
  text: string,
  options: { right?: number; align?: 'left' | 'right'; last?: boolean } = {},
): Paragraph {
  return new Paragraph({
    spacing: exact,
    keepNext: options.last !== true,
    alignment: options.align === 'right' ? AlignmentType.RIGHT : AlignmentType.LEFT,
    indent: { right: options.right ?? 0 },
    keepLines: true,
    children: [run(text, 'body', SIZE.body)],
  });
}

const blank = (keepNext = false) => new Paragraph({ spacing: exact, keepNext, children: [] });

/** Writes a paper as .docx; the same paper gives the same bytes. */
export async function writePaper(paper: Paper): Promise<Uint8Array> {
  const document = new Document({
    creator: '',
    lastModifiedBy: '',
    title: paper.title.join(''),
    evenAndOddHeaderAndFooters: true,
    styles: {
      default: {
        document: { run: { size: SIZE.body, font: FACES.body.name, language: { eastAsia: 'zh-CN' } } },
      },
    },
    sections: [
      {
        properties: {
          page: { size: PAGE, margin: MARGIN },
          // The lines are exact already; on a grid, those of a table would stretch to the next multiple.
          grid: { type: DocumentGridType.DEFAULT, linePitch: LINE },
        },
        footers: { default: pageNumber('right'), even: pageNumber('left') },
        children: [...headOf(paper), ...drawBlocks(paper.blocks), ...footOf(paper), ...slipOf(paper)],
      },
    ],
  });
  return await sealArchive(new Uint8Array(await Packer.toBuffer(document)), paper.day);
}

/** — 1 —, one character in from the outer edge: right on odd pages, left on even ones. */
function pageNumber(side: 'left' | 'right'): Footer {
  const font = FACES.page.name;
  return new Footer({
    children: [
      new Paragraph({
        alignment: side === 'right' ? AlignmentType.RIGHT : AlignmentType.LEFT,
        indent: side === 'right' ? { right: SIZE.page * 10 } : { left: SIZE.page * 10 },
        children: [
          new TextRun({
            size: SIZE.page,
            font: { ascii: font, hAnsi: font, eastAsia: font, cs: font },
            children: ['— ', PageNumber.CURRENT, ' —'],
          }),
        ],
      }),
    ],
  });
}

function headOf(paper: Paper): Paragraph[] {
  const title = paper.title.map(
    (line) =>
      new Paragraph({
        spacing: { line: 700, lineRule: LineRuleType.EXACT, before: 0, after: 0 },
        alignment: AlignmentType.CENTER,
        keepNext: true,
        children: [run(line, 'title', SIZE.title)],
      }),
  );
  const number = paper.documentNo
    ? [
        new Paragraph({
          spacing: exact,
          alignment: AlignmentType.CENTER,
          children: [run(paper.documentNo, 'body', SIZE.body)],
        }),
      ]
    : [];
  return [...title, ...number, blank(), ...(paper.to === '' ? [] : [plainLine(`${paper.to}：`)])];
}

/** Numbers the headings: 一、 in 黑体, （一） in 楷体, starting again under each 一、. */
function drawBlocks(blocks: readonly Block[]): (Paragraph | Table)[] {
  const drawn: (Paragraph | Table)[] = [];
  let section = 0;
  let part = 0;
  for (const [n, block] of blocks.entries()) {
    if (block.kind === 'table') drawn.push(...drawTable(block));
    else if (block.kind === 'paragraph') drawn.push(bodyLine(block.text, n === blocks.length - 1));
    else if (block.kind === 'line') drawn.push(plainLine(block.text));
    else if (block.kind === 'part') {
      part += 1;
      drawn.push(heading(`（${chineseNumeral(part)}）${block.text}`, 'part'));
    } else {
      section += 1;
      part = 0;
      drawn.push(heading(`${chineseNumeral(section)}、${block.text}`, 'section'));
    }
  }
  return drawn;
}

function heading(text: string, face: 'section' | 'part'): Paragraph {
  return new Paragraph({
    spacing: exact,
    indent: { firstLine: 2 * EM },
    keepNext: true,
    outlineLevel: face === 'section' ? 0 : 1,
    children: [run(text, face, SIZE.body)],
  });
}

function drawTable(table: Extract<Block, { kind: 'table' }>): (Paragraph | Table)[] {
  const sum = table.columns.reduce((total, column) => total + column.width, 0);
  const widths = table.columns.map((column) => Math.floor((TEXT_WIDTH * column.width) / sum));
  const line = { style: BorderStyle.SINGLE, size: 4, color: '000000' };
  const cell = (text: string, column: number, head: boolean) =>
    new TableCell({
      width: { size: widths[column] ?? 0, type: WidthType.DXA },
      verticalAlign: VerticalAlign.CENTER,
      margins: { left: 80, right: 80, top: 40, bottom: 40 },
      children: [
        new Paragraph({
          spacing: { line: 320, lineRule: LineRuleType.EXACT },
          alignment: head
            ? AlignmentType.CENTER
            : table.columns[column]?.figures === true
              ? AlignmentType.RIGHT
              : AlignmentType.LEFT,
          children: [run(text, head ? 'section' : 'body', SIZE.table)],
        }),
      ],
    });
  const row = (texts: readonly string[], head: boolean) =>
    new TableRow({
      tableHeader: head,
      cantSplit: true,
      children: texts.map((text, column) => cell(text, column, head)),
    });
  return [
    new Paragraph({
      spacing: { ...exact, before: 120 },
      alignment: AlignmentType.CENTER,
      keepNext: true,
      children: [run(table.caption, 'section', SIZE.table)],
    }),
    new Table({
      width: { size: TEXT_WIDTH, type: WidthType.DXA },
      columnWidths: widths,
      layout: TableLayoutType.FIXED,
      borders: {
        top: line,
        bottom: line,
        left: line,
        right: line,
        insideHorizontal: line,
        insideVertical: line,
      },
      rows: [row(table.header, true), ...table.rows.map((texts) => row(texts, false))],
    }),
    blank(),
  ];
}

/** The unit centred over the day, four characters in from the right; then 抄送 between two rules. */
function footOf(paper: Paper): Paragraph[] {
  const signed = [
    blank(true),
    plainLine(paper.unit, { align: 'right', right: 2 * EM }),
    plainLine(printDay(paper.day), { align: 'right', right: 4 * EM }),
  ];
  if (paper.copyTo.length === 0) return signed;
  const rule = { style: BorderStyle.SINGLE, size: 6, color: '000000', space: 4 };
  const copies = new Paragraph({
    spacing: { before: LINE },
    keepLines: true,
    border: { top: rule, bottom: rule },
    indent: { left: SIZE.page * 10, right: SIZE.page * 10 },
    children: [run(`抄送：${paper.copyTo.join('，')}。`, 'body', SIZE.page)],
  });
  return [...signed, copies];
}

/** The receipt stays in one piece, at the end of the letter or on a page of its own. */
function slipOf({ slip }: Paper): Paragraph[] {
  if (slip === undefined) return [];
  const cut = { style: BorderStyle.DASHED, size: 6, color: '000000', space: 4 };
  return [
    new Paragraph({
      spacing: { ...exact, before: LINE },
      keepNext: true,
      border: { top: cut },
      children: [],
    }),
    new Paragraph({
      spacing: exact,
      alignment: AlignmentType.CENTER,
      keepNext: true,
      children: [run(slip.title, 'section', SIZE.body)],
    }),
    ...slip.lines.map((text) => plainLine(text)),
    ...slip.signed.map((text, n) =>
      plainLine(text, { align: 'right', right: 2 * EM, last: n === slip.signed.length - 1 }),
    ),
  ];
}

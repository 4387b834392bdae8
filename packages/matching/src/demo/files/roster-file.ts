import { ROSTER } from '@anju/domain';
import type { DemoMember } from '../family.ts';
import type { DemoHousehold } from '../household.ts';
import type { Random } from '../random.ts';
import type { DemoValue } from '../rows.ts';
import { type FileStyle, PLAIN } from './file-style.ts';
import { cellFormat } from './format-cell.ts';
import { headerCell } from './header-words.ts';
import { roomParts } from './room-parts.ts';
import type { Cell, HeaderCell, Table } from './table.ts';

interface Column {
  readonly key: string;
  readonly value: (household: DemoHousehold, member: DemoMember) => DemoValue;
}

const COLUMNS: readonly Column[] = [
  { key: 'code', value: (household) => household.code },
  { key: 'name', value: (_, member) => member.name },
  { key: 'id', value: (_, member) => member.writtenId ?? member.id },
  { key: 'relation', value: (_, member) => member.kin },
  { key: 'community', value: (household) => household.community },
  { key: 'estate', value: (household) => household.estate },
  { key: 'building', value: ({ room }) => roomParts(room).building },
  { key: 'stair', value: ({ room }) => roomParts(room).stair },
  { key: 'room', value: (household) => household.room },
  { key: 'floorAreaCm2', value: (household) => household.area },
  { key: 'category', value: (household) => household.category },
  { key: 'monthlyRentFen', value: (household) => household.rent },
  { key: 'startDate', value: (household) => household.start },
  { key: 'endDate', value: (household) => household.end },
  { key: 'arrearsMonths', value: (household) => household.arrearsMonths },
  { key: 'keysOn', value: (household) => household.keysOn },
  { key: 'movedInOn', value: (household) => household.movedInOn },
  { key: 'phone', value: (household) => household.phone },
];

/** A workbook as an office keeps it, with the household's cells merged down; text repeats them in every row. */
export const ROSTER_IN_WORKBOOK: FileStyle = {
  ...PLAIN,
  format: 'xlsx',
  titled: true,
  numbered: true,
  totals: true,
  untidy: true,
  roomInParts: true,
};
export const ROSTER_IN_TEXT: FileStyle = {
  ...PLAIN,
  text: { encoding: 'utf-8-bom', delimiter: ',' },
  titled: true,
};

export function rosterTable(
  county: string,
  households: readonly DemoHousehold[],
  style: FileStyle,
  random: Random,
): Table {
  const located = households.some((household) => household.community !== null);
  const written = COLUMNS.filter(({ key }) =>
    key === 'community' ? located : (key !== 'building' && key !== 'stair') || style.roomInParts,
  );
  const columns = written.map(({ key, value: whole }) => {
    const value: Column['value'] =
      key === 'room' && style.roomInParts ? ({ room }) => roomParts(room).door : whole;
    const field = ROSTER.fields.find((one) => one.key === key);
    if (field === undefined) throw new RangeError(`the roster has no field ${key}`);
    return {
      value,
      fillDown: field.fillDown === true,
      header: headerCell(field, null, style, random),
      format: cellFormat(field.type, style, random),
    };
  });
  const first = style.numbered ? 1 : 0;
  const numbered: HeaderCell[] = style.numbered ? [{ text: '序号', group: null }] : [];
  const shared = columns.flatMap(({ fillDown }, index) => (fillDown ? [first + index] : []));
  // The code stands in each row, as offices filter by it.
  const merged = [...(style.numbered ? [0] : []), ...shared.filter((column) => column !== first)];
  return {
    titles: [`${county} 公租房保障家庭花名册（演示数据）`, '填报单位：住房保障中心'],
    header: [...numbered, ...columns.map(({ header }) => header)],
    rows: rows(),
    merges: style.format === 'xlsx' ? merges() : [],
    foot: style.totals ? [['合计', `${households.length}户`]] : [],
  };

  function* rows(): Iterable<readonly Cell[]> {
    let number = 0;
    for (const household of households) {
      number += 1;
      for (const [index, member] of household.members.entries()) {
        const again = index > 0 && style.format === 'xlsx';
        const cells = columns.map(
          (column, i): Cell =>
            again && merged.includes(first + i)
              ? null
              : column.format(column.value(household, member), false),
        );
        yield style.numbered ? [again ? null : number, ...cells] : cells;
      }
    }
  }

  function* merges(): Iterable<{ from: number; to: number; columns: readonly number[] }> {
    let row = 0;
    for (const { members } of households) {
      if (members.length > 1) yield { from: row, to: row + members.length - 1, columns: merged };
      row += members.length;
    }
  }
}

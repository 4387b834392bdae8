import type { DemoCounty } from '../county.ts';
import { METER_MONTHS, meterMonths } from '../household.ts';
import { at, type Random } from '../random.ts';
import type { RowMaker } from '../rows.ts';
import type { FileStyle } from './file-style.ts';
import { cellFormat, monthText } from './format-cell.ts';
import { headerCell } from './header-words.ts';
import { fieldOf } from './register-file.ts';
import { roomParts } from './room-parts.ts';
import type { Cell, Table } from './table.ts';

/** Flats of the same estates that are not let by the bureau, one for each thousand people. */
const OTHERS = 1000;

/** Electricity by flat, a column a month, oldest first. */
export function meterTable(
  county: DemoCounty,
  people: number,
  maker: RowMaker,
  style: FileStyle,
  random: Random,
): Table {
  const wordy = !style.ownWords && random.chance(0.3) ? '用电量' : '';
  const habit = style.ownWords ? 'iso' : style.months;
  // 15-1-101, as it stands on the meter box, or building and stair in columns of their own.
  const written = style.ownWords ? 'short' : random.pick(['short', 'short', 'spelled', 'parts'] as const);
  const keys = ['estate', ...(written === 'parts' ? ['building', 'stair'] : []), 'room', 'customer'];
  const fields = keys.map((key) => fieldOf('electricity', key));
  const customer = cellFormat('name', style, random);
  return {
    titles: style.titled ? ['公租房小区用电量统计（千瓦时）', '演示数据'] : [],
    header: [
      ...fields.map((field) => headerCell(field, null, style, random)),
      ...meterMonths(maker.asOf, METER_MONTHS).map((month) => ({
        text: monthText(month, habit) + wordy,
        group: null,
      })),
    ],
    rows: rows(),
    foot: style.note ? [['注：演示数据，仅供系统演示使用。']] : [],
  };

  function* rows(): Iterable<readonly Cell[]> {
    const seen = new Set<string>();
    for (const { estate, room, members, meter } of random.shuffle(county.households)) {
      if (seen.has(`${estate} ${room}`)) continue;
      seen.add(`${estate} ${room}`);
      yield [estate, ...roomCells(room), customer(at(members, 0).name, false), ...meter];
    }
    for (let i = 0; i < people / OTHERS; i++) {
      const { name } = maker.population.person(i);
      const meter = Array.from({ length: METER_MONTHS }, () => random.between(0, 900));
      yield [
        at(county.households, 0).estate,
        ...roomCells(`${9001 + i}-1-101`),
        customer(name, true),
        ...meter,
      ];
    }
  }

  function roomCells(room: string): readonly string[] {
    if (written === 'short') return [room];
    const { building, stair, door } = roomParts(room);
    return written === 'parts' ? [building, stair, door] : [`${building}${stair}${door}室`];
  }
}

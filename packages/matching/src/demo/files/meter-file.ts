import type { DemoCounty } from '../county.ts';
import { METER_MONTHS, meterMonths } from '../household.ts';
import { at, type Random } from '../random.ts';
import type { RowMaker } from '../rows.ts';
import type { FileStyle } from './file-style.ts';
import { cellFormat, monthText } from './format-cell.ts';
import { headerCell } from './header-words.ts';
import { fieldOf } from './register-file.ts';
import type { Cell, Table } from './table.ts';

const KEYS = ['estate', 'room', 'customer'] as const;
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
  const fields = KEYS.map((key) => fieldOf('electricity', key));
  const wordy = !style.ownWords && random.chance(0.3) ? '用电量' : '';
  const habit = style.ownWords ? 'iso' : style.months;
  // 15-1-101, or as it stands on the meter box.
  const spelled = !style.ownWords && random.chance(0.3);
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
      yield [estate, spelled ? spell(room) : room, customer(at(members, 0).name, false), ...meter];
    }
    for (let i = 0; i < people / OTHERS; i++) {
      const { name } = maker.population.person(i);
      const meter = Array.from({ length: METER_MONTHS }, () => random.between(0, 900));
      yield [at(county.households, 0).estate, `${9001 + i}-1-101`, customer(name, true), ...meter];
    }
  }
}

function spell(room: string): string {
  const [building = '', stair = '', door = ''] = room.split('-');
  return `${building}栋${stair}单元${door}室`;
}

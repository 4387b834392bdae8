import { blankFigures } from '../engine/blank-figures.ts';
import { printCampaignDate, readCampaignDate } from '../engine/campaign-date.ts';
import { type Form, makeForm } from '../engine/form.ts';
import { placeInTable } from '../engine/place.ts';
import type { Fault } from '../fault.ts';
import { F2_SCHEMA, type F2Data } from './data.ts';
import { F2_LAYOUT, F2_PLACE, F2_YEAR, titleOfF2 } from './layout.ts';

/** F2: the monthly report of a campaign, due by the 18th. */
export const F2: Form<F2Data> = makeForm<F2Data>({
  code: 'F2',
  title: titleOfF2(F2_YEAR, F2_PLACE),
  layout: F2_LAYOUT,
  schema: F2_SCHEMA,
  flatten: ({ header, row }) => ({
    slots: {
      year: String(header.year),
      place: header.place,
      unitName: header.unitName,
      filler: header.filler,
      reportDate: printCampaignDate(header.year, header.reportDate),
    },
    rows: [{ lines: [{ ...row }] }],
  }),
  raise: ({ slots, rows }) => {
    const { reportDate, year } = readCampaignDate(slots.reportDate ?? '', F2_YEAR);
    const titled = slots.year === '' ? F2_YEAR : Number(slots.year);
    const stray = year !== null && slots.reportDate !== '' && year !== titled;
    return {
      header: {
        ...slots,
        year: titled,
        place: slots.place === '' ? F2_PLACE : slots.place,
        // A preprinted year that is not the title's has been changed by hand.
        reportDate: stray ? slots.reportDate : reportDate,
      },
      row: { ...rows[0]?.lines[0] },
    };
  },
  place: (path) => {
    const [part, column] = path.map(String);
    return part === 'row' && column !== undefined ? { row: 0, line: 0, column } : placeInTable(path);
  },
  check: (data, { nothingAs }) => checkF2(data, nothingAs ?? 'zero'),
});

function checkF2({ header, row }: F2Data, nothingAs: 'zero' | 'blank'): readonly Fault[] {
  const faults: Fault[] = [];
  const { obstacles: _, ...figures } = row;
  if (nothingAs === 'zero') faults.push(...blankFigures(figures, 'row'));
  const found = nothingAs === 'blank' ? (row.found ?? 0) : row.found;
  if (found !== null && row.finished !== null && row.finished > found) {
    faults.push({
      code: 'finished-over-found',
      path: 'row.finished',
      message: `整改完成 ${row.finished} 个多于发现 ${found} 个；两栏须为同一批问题，请核对。`,
    });
  }
  // The last month of a year is reported in the next.
  if (header.reportDate !== '' && Number(header.reportDate.slice(0, 4)) < header.year) {
    faults.push({
      code: 'year-differs',
      path: 'header.reportDate',
      message: `填表时间早于标题的 ${header.year} 年，请核对。`,
    });
  }
  return faults;
}

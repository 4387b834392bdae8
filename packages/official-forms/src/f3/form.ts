import { type Form, makeForm, printDate } from '../engine/form.ts';
import { placeInTable } from '../engine/place.ts';
import { checkF3 } from './check.ts';
import { F3_SCHEMA, type F3Data } from './data.ts';
import { F3_LAYOUT, F3_TITLE } from './layout.ts';
import { printNature, readNature } from './nature.ts';

/** F3: families that should have left public rental housing and have not (every half month). */
export const F3: Form<F3Data> = makeForm<F3Data>({
  code: 'F3',
  title: F3_TITLE,
  layout: F3_LAYOUT,
  schema: F3_SCHEMA,
  flatten: ({ header, rows }) => ({
    slots: { ...header },
    rows: rows.map((row) => ({
      lines: [{ ...row, nature: printNature(row.nature), plannedDate: printDate(row.plannedDate) }],
    })),
  }),
  raise: ({ slots, rows }) => ({
    header: slots,
    rows: rows.map(({ lines }) => {
      const { number: _, ...row } = lines[0] ?? {};
      return { ...row, nature: readNature(String(row.nature ?? '')) };
    }),
  }),
  place: placeInTable,
  check: checkF3,
});

import { flattenFigures, raiseFigures } from '../engine/figure-tree.ts';
import { type Form, makeForm } from '../engine/form.ts';
import { printNumbered, readNumbered } from '../engine/numbered-lines.ts';
import { placeInTable } from '../engine/place.ts';
import { raiseRural, ruralSlots } from '../engine/rural-parts.ts';
import { checkF4 } from './check.ts';
import { F4_SCHEMA, type F4Data } from './data.ts';
import { F4_LAYOUT, F4_TITLE } from './layout.ts';

/** F4: what was found, put right and punished in the month before, due by the 26th. */
export const F4: Form<F4Data> = makeForm<F4Data>({
  code: 'F4',
  title: F4_TITLE,
  layout: F4_LAYOUT,
  schema: F4_SCHEMA,
  flatten: ({ header, figures, remarks, cases, signature }) => {
    const printed = printNumbered(cases);
    return {
      slots: {
        ...ruralSlots(header, signature),
        remarks,
        // The hint line stays; the cases follow under it.
        cases: printed === '' ? '' : `\n${printed}`,
      },
      rows: [{ lines: [flattenFigures(figures)] }],
    };
  },
  raise: ({ slots, rows }) => ({
    ...raiseRural(slots),
    figures: raiseFigures(rows[0]?.lines[0] ?? {}),
    remarks: slots.remarks,
    cases: readNumbered(slots.cases ?? ''),
  }),
  place: (path) => {
    const [part, ...rest] = path.map(String);
    if (part === 'figures') return { row: 0, line: 0, column: rest.join('.') };
    if (part === 'remarks' || part === 'cases') return { slot: part };
    return placeInTable(path);
  },
  check: (data, { nothingAs }) => checkF4(data, nothingAs ?? 'zero'),
});

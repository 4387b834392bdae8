import { clueListFault, DEFAULT_CLUE_LISTS } from '@anju/domain';
import { type Form, makeForm } from '../engine/form.ts';
import { placeInTable } from '../engine/place.ts';
import { raiseRural, ruralSlots } from '../engine/rural-parts.ts';
import { checkF5 } from './check.ts';
import { F5_SCHEMA, type F5Data } from './data.ts';
import { F5_LAYOUT, F5_LIST_COLUMNS, F5_TITLE } from './layout.ts';

/** F5: the clues of the month before, due with F4. */
export const F5: Form<F5Data> = makeForm<F5Data>({
  code: 'F5',
  title: F5_TITLE,
  layout: F5_LAYOUT,
  schema: F5_SCHEMA,
  flatten: ({ header, rows, signature }) => ({
    slots: ruralSlots(header, signature),
    rows: rows.map(({ persons, ...row }) => ({
      lines: [{ ...row, ...persons[0] }, ...persons.slice(1)],
    })),
  }),
  raise: ({ slots, rows }) => ({
    ...raiseRural(slots),
    rows: rows.map(({ lines }) => {
      const { number: _, name, post, level, ...row } = lines[0] ?? {};
      const persons = [{ name, post, level }, ...lines.slice(1)].filter((person) =>
        Object.values(person).some((value) => value !== '' && value !== undefined),
      );
      return { ...row, persons };
    }),
  }),
  place: (path) => {
    const [part, row, field, person, key] = path.map(String);
    if (part !== 'rows' || field !== 'persons') return placeInTable(path);
    return { row: Number(row), line: Number(person ?? 0), column: key ?? 'name' };
  },
  check: (data, { lists }) => checkF5(data, lists ?? DEFAULT_CLUE_LISTS),
  dropDowns: ({ lists = DEFAULT_CLUE_LISTS }) =>
    (['sources', 'levels', 'disposals'] as const).map((name) => {
      const fault = clueListFault(lists[name]);
      if (fault !== null) throw new RangeError(fault);
      return { column: F5_LIST_COLUMNS[name], choices: lists[name] };
    }),
});

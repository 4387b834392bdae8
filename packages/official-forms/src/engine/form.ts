import { type ClueLists, err, ok, type Result } from '@anju/domain';
import { z } from 'zod';
import type { Fault } from '../fault.ts';
import { otherForm } from '../other-form.ts';
import { cellAddress } from './address.ts';
import { changedFormat } from './changed-format.ts';
import type { FormCode } from './form-code.ts';
import { formatFormDate, isCalendarDate } from './form-date.ts';
import type { FlatForm, Layout, Place } from './layout.ts';
import { type Grid, openSheet } from './open-sheet.ts';
import { placeKey, planSheet, type SheetPlan } from './plan.ts';
import { readSheet } from './read-sheet.ts';
import { labelOf, leafPaths, type SheetView, viewOf } from './sheet-view.ts';
import { type DropDown, type FontChoice, writeWorkbook } from './write-workbook.ts';

export interface FormOptions {
  /** Places of 万元 on the form: 2 to 4 by local habit, 4 (the yuan) unless said. */
  readonly wanDecimals?: 2 | 3 | 4;
  readonly fonts?: FontChoice;
  readonly lists?: ClueLists;
  /** How the form writes a figure of nothing; where it is left blank, a blank is no fault. */
  readonly nothingAs?: 'zero' | 'blank';
  /** Put together from several districts' forms. */
  readonly joined?: boolean;
}

/** What a form's folder declares. `D` is its typed data. */
export interface FormDefinition<D> {
  readonly code: FormCode;
  readonly title: string;
  readonly layout: Layout;
  readonly schema: z.ZodType<D>;
  readonly flatten: (data: D) => FlatForm;
  /** The flat content as candidate data; the schema decides whether it is. */
  readonly raise: (flat: FlatForm) => unknown;
  /** The place of a path of the data, null when it has none of its own. */
  readonly place: (path: readonly PropertyKey[]) => Place | null;
  readonly check: (data: D, options: FormOptions) => readonly Fault[];
  readonly dropDowns?: (options: FormOptions) => readonly DropDown[];
}

/** One official form: typed data ⇄ .xlsx. */
export interface Form<D> {
  readonly code: FormCode;
  readonly title: string;
  /** JSON Schema (2020-12) of the data. */
  readonly jsonSchema: Readonly<Record<string, unknown>>;
  /** JSON from outside as typed data; texts are trimmed, dates written one way. */
  parse(json: unknown): Result<D, readonly Fault[]>;
  /** The form as .xlsx; `null` gives the blank form. Throws FormDataError on data that `parse` would refuse. */
  write(data: D | null, options?: FormOptions): Promise<Uint8Array>;
  /** A form filled here or elsewhere; every fault names its cell. */
  read(bytes: Uint8Array): Promise<Result<D, readonly Fault[]>>;
  /** The content's faults, `cell` as `write` would place it. */
  check(data: D, options?: FormOptions): readonly Fault[];
  /** Faults that were found elsewhere, each with the cell where `write` would place its path. */
  locate(data: D, faults: readonly Fault[], options?: FormOptions): readonly Fault[];
  /** The form as a page shows it: the cells that `write` would draw, with the paths of the data printed in each. */
  view(data: D, options?: FormOptions): SheetView;
  /** What the value at a path is called on the form; null where it has no place there. */
  label(path: string): string | null;
  /** Everything wrong with a file: what `read` refuses, else the changed format and `check`, with the file's own cells. */
  inspect(bytes: Uint8Array, options?: FormOptions): Promise<readonly Fault[]>;
}

/** Data that are no form's data reached `write`; a fault of the caller, not of the user. */
export class FormDataError extends Error {
  readonly faults: readonly Fault[];
  constructor(code: FormCode, faults: readonly Fault[]) {
    super(`${code}: ${faults.map((fault) => `${fault.path ?? ''} ${fault.message}`).join('; ')}`);
    this.name = 'FormDataError';
    this.faults = faults;
  }
}

export const MONEY_PLACES = 4;

/** Makes a form of its declaration; the only writer and reader there is. */
export function makeForm<D>(definition: FormDefinition<D>): Form<D> {
  const { code, layout, schema } = definition;

  const parse = (json: unknown): Result<D, readonly Fault[]> => {
    const parsed = schema.safeParse(json, { error: (issue) => z.locales.zhCN().localeError(issue) });
    if (parsed.success) return ok(parsed.data);
    return err(
      parsed.error.issues.map((issue) => ({
        code: 'data-shape' as const,
        path: issue.path.map(String).join('.'),
        message: issue.message,
      })),
    );
  };
  const planOf = (data: D | null, options: FormOptions): SheetPlan =>
    planSheet(layout, data === null ? null : definition.flatten(data), options.wanDecimals ?? MONEY_PLACES);
  const withCells = (faults: readonly Fault[], addresses: ReadonlyMap<string, string>): readonly Fault[] =>
    faults.map((fault) => {
      const place = fault.path === undefined ? null : definition.place(fault.path.split('.'));
      const cell = place === null ? undefined : addresses.get(placeKey(place));
      return cell === undefined ? fault : { ...fault, cell };
    });
  const locate = (data: D, faults: readonly Fault[], options: FormOptions = {}): readonly Fault[] =>
    withCells(faults, planAddresses(planOf(data, options)));
  const readGrid = (grid: Grid) => {
    const other = otherForm(code, grid);
    if (other !== null) return err([other]);
    const sheet = readSheet(layout, grid);
    if (!sheet.ok) return sheet;
    const parsed = parse(definition.raise(sheet.value.content));
    if (!parsed.ok) return err(withCells(parsed.error, sheet.value.addresses));
    return ok({ data: parsed.value, addresses: sheet.value.addresses });
  };

  return {
    code,
    title: definition.title,
    jsonSchema: { title: `${code} ${definition.title}`, ...z.toJSONSchema(schema, { io: 'input' }) },
    parse,
    async write(data, options = {}) {
      const checked = data === null ? null : parse(data);
      if (checked !== null && !checked.ok) throw new FormDataError(code, checked.error);
      const plan = planOf(checked === null ? null : checked.value, options);
      const lists = definition.dropDowns?.(options) ?? [];
      return await writeWorkbook(layout.sheetName, plan, lists, options.fonts ?? 'official');
    },
    async read(bytes) {
      const grid = await openSheet(bytes);
      if (!grid.ok) return err([grid.error]);
      const reading = readGrid(grid.value);
      return reading.ok ? ok(reading.value.data) : reading;
    },
    check: (data, options = {}) => locate(data, definition.check(data, options), options),
    locate,
    view: (data, options = {}) => viewOf(planOf(data, options), leafPaths(data), definition.place),
    label: (path) => labelOf(layout, definition.place(path.split('.'))),
    async inspect(bytes, options = {}) {
      const grid = await openSheet(bytes);
      if (!grid.ok) return [grid.error];
      const reading = readGrid(grid.value);
      if (!reading.ok) return reading.error;
      const { data, addresses } = reading.value;
      const blank = planOf(null, {});
      const lists = definition.dropDowns?.(options) ?? [];
      const rows = recordRows(addresses);
      return [
        ...changedFormat(blank, { lists, rows: rows.length === 0 ? [blank.bodyRows[0]] : rows }, grid.value),
        ...withCells(definition.check(data, options), addresses),
      ];
    },
  };
}

function planAddresses(plan: SheetPlan): ReadonlyMap<string, string> {
  return new Map(
    plan.cells.flatMap((cell) => cell.holds.map((key) => [key, cellAddress(cell.row, cell.column)] as const)),
  );
}

/** The rows of the file in which records stand. */
const recordRows = (addresses: ReadonlyMap<string, string>): readonly number[] => [
  ...new Set(
    [...addresses]
      .filter(([key]) => !key.startsWith('slot/'))
      .map(([, address]) => Number(/\d+$/.exec(address)?.[0])),
  ),
];

/** A day as the form prints it; other texts as they are. */
export const printDate = (text: string): string => (isCalendarDate(text) ? formatFormDate(text) : text);

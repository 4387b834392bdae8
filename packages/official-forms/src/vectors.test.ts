import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import type { Form } from './engine/form.ts';
import { FORMS } from './forms.ts';
import {
  addressesIn,
  edited,
  pictureOf,
  type SheetPicture,
  VECTOR,
  type Vector,
} from './testing/sheet-picture.ts';

const FOLDER = join(import.meta.dirname, '../../../test-vectors/forms');
const NAMES = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));

const vectorOf = (name: string): Vector => VECTOR.parse(JSON.parse(readFileSync(join(FOLDER, name), 'utf8')));

async function written<D>(form: Form<D>, data: unknown): Promise<Uint8Array> {
  if (data === null) return await form.write(null);
  const parsed = form.parse(data);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return await form.write(parsed.value);
}

function expected({ form: _, data: __, bordered, dropDowns, ...vector }: Vector): SheetPicture {
  return {
    ...vector,
    merges: [...vector.merges].sort(),
    bordered: bordered.flatMap(addressesIn),
    dropDowns: Object.fromEntries(
      Object.entries(dropDowns).flatMap(([ranges, list]) =>
        addressesIn(ranges).map((address) => [address, list] as const),
      ),
    ),
  };
}

/** The codes keep their own data types; each is written through its own form. */
async function fileOf(vector: Vector): Promise<Uint8Array> {
  switch (vector.form) {
    case 'F1':
      return await written(FORMS.F1, vector.data);
    case 'F2':
      return await written(FORMS.F2, vector.data);
    case 'F3':
      return await written(FORMS.F3, vector.data);
    case 'F4':
      return await written(FORMS.F4, vector.data);
    case 'F5':
      return await written(FORMS.F5, vector.data);
    case 'F6':
      return await written(FORMS.F6, vector.data);
  }
}

describe('the forms as their issuers printed them', () => {
  it('has a blank and a filled vector of each form', () => {
    const wanted = Object.keys(FORMS).flatMap((code) => [`${code}-blank.json`, `${code}-filled.json`]);
    expect(NAMES.sort()).toEqual(wanted.sort());
  });

  for (const name of NAMES) {
    it(`${name}: every cell, merge, width, border, font, list and print setting`, async () => {
      const vector = vectorOf(name);
      const picture = await pictureOf(await fileOf(vector));
      expect({ ...picture, bordered: [...picture.bordered].sort() }).toEqual({
        ...expected(vector),
        bordered: [...expected(vector).bordered].sort(),
      });
    });

    it(`${name}: the same area is printed, whichever cell the reader stands on`, async () => {
      const vector = vectorOf(name);
      const book = (await JSZip.loadAsync(await fileOf(vector))).file('xl/workbook.xml');
      const [, area] = /_xlnm\.Print_Area"[^>]*>[^<]*!([^<]*)</.exec((await book?.async('text')) ?? '') ?? [];
      expect(area).toBe(vector.print.area.replaceAll(/([A-Z]+)(\d+)/g, '$$$1$$$2'));
    });

    it(`${name}: any single cell that changes is seen, here and by the reader`, async () => {
      const vector = vectorOf(name);
      const bytes = await fileOf(vector);
      const before = await FORMS[vector.form].read(bytes);
      for (const address of Object.keys(vector.cells)) {
        const changed = await edited(bytes, (sheet) => {
          sheet.getCell(address).value = '改动';
        });
        expect((await pictureOf(changed)).cells).not.toEqual(vector.cells);
        const after = await FORMS[vector.form].read(changed);
        // The printed number of a record is not its content; everything else is data or a fault at that cell.
        if (/^A\d+$/.test(address) && typeof vector.cells[address] === 'number' && after.ok) continue;
        if (after.ok) expect(after, address).not.toEqual(before);
        else expect(after.error.map(({ cell }) => cell)).toContain(address);
      }
    });
  }
});

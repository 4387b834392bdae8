import { REPORT_NAMES } from '@anju/domain';
import { cellAddress } from './engine/address.ts';
import type { FormCode } from './engine/form-code.ts';
import type { Grid } from './engine/open-sheet.ts';
import { textAt } from './engine/read-text.ts';
import { readTemplate, type Template } from './engine/template.ts';
import { F1_LAYOUT } from './f1/layout.ts';
import { F2_LAYOUT } from './f2/layout.ts';
import { F3_LAYOUT } from './f3/layout.ts';
import { F4_LAYOUT } from './f4/layout.ts';
import { F5_LAYOUT } from './f5/layout.ts';
import { F6_LAYOUT } from './f6/layout.ts';
import type { Fault } from './fault.ts';

const TITLES: Readonly<Record<FormCode, Template>> = {
  F1: F1_LAYOUT.title,
  F2: F2_LAYOUT.title,
  F3: F3_LAYOUT.title,
  F4: F4_LAYOUT.title,
  F5: F5_LAYOUT.title,
  F6: F6_LAYOUT.title,
};
const CODES = Object.keys(TITLES) as readonly FormCode[];
/** The title is in the second row, and in the first where somebody took the marker away. */
const TITLE_ROWS = [1, 2] as const;

/** That the sheet bears the title of another official form: then no other fault of it is worth telling. */
export function otherForm(wanted: FormCode, grid: Grid): Fault | null {
  for (const row of TITLE_ROWS) {
    const title = textAt(grid, row, 1);
    const found = CODES.find((code) => readTemplate(TITLES[code], title).status !== 'changed');
    if (found === undefined || found === wanted) continue;
    const nameOf = (code: FormCode) => `《${code} ${REPORT_NAMES[code]}》`;
    return {
      code: 'other-form',
      cell: cellAddress(row, 1),
      message: `这是${nameOf(found)}，这里要的是${nameOf(wanted)}。请另选文件。`,
    };
  }
  return null;
}

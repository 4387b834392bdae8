import type { FieldType } from '@anju/domain';
import { isBlankCell } from '../raw-row.ts';

const clean = (cell: string) => cell.normalize('NFKC').replace(/[\s'"`\u200b-\u200d\u2060\ufeff]/gu, '');

const LOOKS: Readonly<Partial<Record<FieldType, RegExp>>> = {
  // An id that Excel turned into a float still shows that the column holds ids.
  'id-number': /^(?:\d{15}|\d{17}[\dx]|\d(?:\.\d+)?e\+?1[4-7])$/iu,
  date: /^(?:(?:19|20)\d{2}[-./年]\d{1,2}(?:[-./月]\d{0,2}日?)?.*|(?:19|20)\d{6}|[1-6]\d{4}(?:\.\d+)?)$/u,
  'year-month': /^(?:19|20)\d{2}[-./年]?(?:0?[1-9]|1[0-2])(?:[-./月].*)?$/u,
  money: /^[-+]?[¥￥$]?\d[\d,]*(?:\.\d+)?(?:万?元)?$/u,
  area: /^\d[\d,]*(?:\.\d+)?(?:m2|平方米|平米)?$/u,
  number: /^[-+]?\d[\d,]*(?:\.\d+)?$/u,
  name: /^(?=.*\p{L})[^\d@]{2,60}$/u,
};

/** The share of non-blank cells that look like the type; null when nothing can be said. */
export function contentShare(cells: readonly (string | null)[], type: FieldType): number | null {
  const look = LOOKS[type];
  if (look === undefined) return null;
  let seen = 0;
  let fitting = 0;
  for (const cell of cells) {
    if (cell === null || isBlankCell(cell)) continue;
    seen += 1;
    if (look.test(clean(cell))) fitting += 1;
  }
  return seen === 0 ? null : fitting / seen;
}

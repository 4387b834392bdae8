import { COMPUTE, labelsOf, type OpenTable, type UncomputedRow } from '../reading/index.ts';
import type { Refusal } from './types.ts';

/** A row whose formulas have no results in the file: what it says is not known. */
export const uncomputedRefusal = (
  register: Refusal['register'],
  { name, placeOf }: Pick<OpenTable, 'name' | 'placeOf'>,
  { row, fields }: UncomputedRow,
  extent: Refusal['extent'] = 'row',
): Refusal => ({
  register,
  file: name,
  ...placeOf(row),
  field: [...new Set(fields.map(({ label }) => label))].join('、'),
  value: '',
  reason: `${labelsOf(fields)}是公式且没有结果`,
  remedy: COMPUTE,
  extent,
});

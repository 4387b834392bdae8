import { expect, test } from 'vitest';
import { readIdNumber } from './id-number.ts';

test.each(['34052419800101001X', '370101190102039973', '513101198201130014'])('accepts %s', (id) => {
  expect(readIdNumber(id)).toMatchObject({ status: 'valid', id });
});

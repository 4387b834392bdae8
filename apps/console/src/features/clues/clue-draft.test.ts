import { expect, it } from 'vitest';
import { factsOf, fenOf, lengthFault, yuanFault } from './clue-draft.ts';

it('takes 300 characters and not 301, a rare one counting once', () => {
  expect(lengthFault('𠮷'.repeat(300))).toBeNull();
  expect(lengthFault('字'.repeat(301))).toMatch('301');
});

it('turns yuan into fen without losing one', () => {
  expect(fenOf('1,234.56')).toBe(123456);
  expect(fenOf('0.29')).toBe(29);
  expect(fenOf('')).toBeNull();
  expect(yuanFault('三千')).not.toBeNull();
  expect(yuanFault('-5')).toBe('金额不能是负数');
});

it('sends the accused office as what it is', () => {
  expect(factsOf({ office: 'o:652301001' })).toMatchObject({
    accusedOrganisation: '652301001',
    accusedDepartmentId: null,
  });
  expect(factsOf({ office: 'd:x' })).toMatchObject({ accusedOrganisation: null, accusedDepartmentId: 'x' });
});

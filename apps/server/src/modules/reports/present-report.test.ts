import { expect, it } from 'vitest';
import { presentNote } from './present-report.ts';

const note = (act: string) => ({
  id: 'n',
  act,
  text: '更正 姓名：“甲” 改为 “乙”',
  by_name: '李经办',
  at: new Date(0),
});

it('quotes no cell of the form in its history to whom a clue on it is closed', () => {
  expect(presentNote(note('fill'), true).text).toContain('甲');
  expect(presentNote(note('fill'), false).text).toBe('');
  expect(presentNote(note('return'), false).text).not.toBe('');
});

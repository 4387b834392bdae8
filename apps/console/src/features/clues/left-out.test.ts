import { expect, it } from 'vitest';
import { byReason } from './left-out.ts';

const NOBODY = '没有能办理线索的用户';
const ACCUSED = '是被反映单位或其下属单位';

it('says a reason once, and first the one that is of this clue alone', () => {
  const leftOut = [
    { name: '宁边路街道', why: NOBODY },
    { name: '友好社区', why: ACCUSED },
    { name: '供水公司', why: NOBODY },
  ];
  expect(byReason(leftOut)).toEqual([
    { why: ACCUSED, names: ['友好社区'] },
    { why: NOBODY, names: ['宁边路街道', '供水公司'] },
  ]);
  expect(byReason([])).toEqual([]);
});

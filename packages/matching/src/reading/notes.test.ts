import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isNote } from './notes.ts';

describe('a row that is no data', () => {
  for (const text of [
    '合计',
    '合 计',
    '总计：',
    '小计（元）',
    '合计300户',
    '共12户',
    '共计 3 人',
    '注：查询结果仅供参考',
    '说明:',
    '备注：一、',
    '【注：略】',
    '制表人：某某',
    '填报单位：某局',
    '打印时间：2026-06-30',
    '第 3 页 共 9 页',
    '第3页',
    '————',
    '以下空白',
  ])
    it(text, () => expect(isNote([null, ' ', text, '12'])).toBe(true));
  it('is blank', () => expect(isNote([null, ' ', '\u3000', '\u00a0'])).toBe(true));
});

describe('a row that is data', () => {
  for (const text of [
    '甲某',
    '共同承租人',
    '合某',
    '总某某',
    '备注',
    '第一小区',
    '单位某',
    '注某',
    '小计划有限公司',
    '-5',
    '652301',
  ])
    it(text, () => expect(isNote([text, '12'])).toBe(false));
  it('has an identity number, whatever else it says', () => {
    expect(isNote(['合计', '甲某', '652301196705025199'])).toBe(false);
    expect(isNote(['注：本人', '６５２３０１１９６７０５０２５１９９'])).toBe(false);
  });
  it('is decided by its first cell alone otherwise', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (rest) => {
        expect(isNote(['甲某', ...rest, '合计'])).toBe(false);
      }),
    );
  });
});

import { describe, expect, it } from 'vitest';
import { rectificationOf } from './rectification-of.ts';

const NOTHING = { rectification: '', closed: false, progress: '', task: '', deadline: null };

describe('整改情况', () => {
  it('says what was done, and that nobody has verified it yet', () => {
    const done = { ...NOTHING, rectification: '已腾退', task: '责令腾退', deadline: '2026-08-20' };
    expect(rectificationOf({ ...done, closed: true })).toBe('已腾退');
    expect(rectificationOf(done)).toBe('已腾退（已申请销号，待审核）');
  });

  it('says what is being done, or is to be, and by when', () => {
    const planned = { ...NOTHING, task: '责令腾退', deadline: '2026-08-20' };
    expect(rectificationOf(planned)).toBe('责令腾退（2026年8月20日前完成）');
    expect(rectificationOf({ ...planned, progress: '已约谈' })).toBe('已约谈（2026年8月20日前完成）');
    expect(rectificationOf({ ...planned, deadline: null })).toBe('责令腾退');
    expect(rectificationOf(NOTHING)).toBe('');
  });
});

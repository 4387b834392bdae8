import { expect, it } from 'vitest';
import { completeChoice, faultsOfChoice, type PreviewColumn, rememberedChoice } from './preview.ts';

const columns: readonly PreviewColumn[] = [
  { index: 0, header: '姓名', unit: null, field: 'name' },
  { index: 1, header: '证号', unit: null, field: 'id' },
  { index: 2, header: '', unit: null, field: null },
  { index: 3, header: '2025年7月', unit: null, field: 'months' },
];
const fields = [
  { key: 'name', label: '姓名' },
  { key: 'id', label: '身份证号' },
  { key: 'months', label: '用量' },
];

it('a column chosen for one field no longer stands for the one it was detected as', () => {
  expect(completeChoice({ name: 1 }, columns)).toEqual({ name: 1, id: null });
  expect(completeChoice({ name: 1, id: 0 }, columns)).toEqual({ name: 1, id: 0 });
});

it('is remembered by header text, and by number where there is none', () => {
  expect(rememberedChoice({ name: 0, id: 2, months: [3] }, columns)).toEqual({
    name: '姓名',
    id: 2,
    months: ['2025年7月'],
  });
});

it('names every wrong choice', () => {
  const faults = faultsOfChoice({ name: 0, id: 0, months: [9], plate: 1 }, fields, columns);
  expect(faults.map((fault) => fault.path)).toEqual(['id', 'months', 'plate']);
});

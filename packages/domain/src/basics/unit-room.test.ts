import { expect, it } from 'vitest';
import { composeRoom, normaliseRoom, unitKey } from './unit-room.ts';

it.each([
  ['3栋1单元101室', '3-1-101'],
  ['03号楼-01-101', '3-1-101'],
  ['３－１－１０１', '3-1-101'],
  ['a座 502', 'a-502'],
  ['Ａ栋502', 'a-502'],
  ['1001', '1001'],
  ['  ', ''],
])('knows %s as %s', (written, room) => {
  expect(normaliseRoom(written)).toBe(room);
});

it.each([
  ['3栋', '1单元', '101室', '3-1-101'],
  ['3', '1', '101', '3-1-101'],
  ['5栋', null, '101', '5-101'],
  [null, '2单元', '101', '2-101'],
  [null, null, '3栋1单元101室', '3栋1单元101室'],
  ['3栋', '1单元', '3-1-101', '3-1-101'],
  ['3栋', '1单元', '1-101', '3-1-101'],
  ['3栋', null, '3-101', '3-101'],
  ['栋', '/', '101', '101'],
  ['3栋', '1单元', null, null],
] as const)('makes one room of %s, %s and %s', (building, stair, room, whole) => {
  expect(composeRoom({ building, stair, room })).toBe(whole);
});

it('has no key for a unit without estate or room', () => {
  expect(unitKey({ estate: '幸福 家园', room: '3栋101' })).toBe('幸福家园|3-101');
  expect(unitKey({ estate: ' ', room: '101' })).toBeNull();
  expect(unitKey({ estate: '幸福家园', room: '号' })).toBeNull();
  expect(unitKey({ estate: null, room: '101' })).toBeNull();
});

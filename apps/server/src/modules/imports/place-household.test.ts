import { expect, it } from 'vitest';
import { placeFinder } from './place-household.ts';

const find = placeFinder([
  { code: '652301001', name: '北门街道办事处' },
  { code: '652301002', name: '东城街道' },
  { code: '652301001001', name: '幸福路社区' },
  { code: '652301002001', name: '幸福路社区居委会' },
  { code: '652301002002', name: '和平社区' },
]);

it('knows a community by its name without the office behind it', () => {
  expect(find({ town: null, community: '和平社区居民委员会' })).toBe('652301002002');
  expect(find({ town: null, community: '和平' })).toBe('652301002002');
});

it('tells two communities of one name apart by the town', () => {
  expect(find({ town: '北门街道', community: '幸福路社区' })).toBe('652301001001');
  expect(find({ town: '东城街道', community: '幸福路社区' })).toBe('652301002001');
});

it('does not guess between two communities of one name', () => {
  expect(find({ town: null, community: '幸福路社区' })).toBeNull();
});

it('places a household in its town when the community is not known', () => {
  expect(find({ town: '东城街道', community: '不存在社区' })).toBe('652301002000');
});

it('places nothing where the names fit nothing', () => {
  expect(find({ town: null, community: null })).toBeNull();
  expect(find({ town: '别的街道', community: '别的社区' })).toBeNull();
});

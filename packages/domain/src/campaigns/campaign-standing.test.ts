import { expect, it } from 'vitest';
import { campaignStanding } from './plan.ts';

it('calls a campaign under way from its first day, and not before', () => {
  const running = { state: 'running', startsOn: '2027-02-01' } as const;
  expect(campaignStanding(running, '2026-11-30')).toBe('未开始');
  expect(campaignStanding(running, '2027-02-01')).toBe('进行中');
  expect(campaignStanding({ ...running, state: 'ended' }, '2026-11-30')).toBe('已结束');
});

import { expect, it } from 'vitest';
import {
  type CheckVerdict,
  judgeCheckItem,
  mustTransfer,
  type SelfCheck,
  type SpotCheck,
} from './judge-check-item.ts';

const CASES: readonly (readonly [SelfCheck, SpotCheck | null, CheckVerdict, boolean])[] = [
  ['clean', 'problem', 'concealed', true],
  ['none', 'problem', 'omitted', true],
  ['problem', 'clean', 'differs', true],
  ['problem', 'problem', 'agrees', false],
  ['rectifying', 'problem', 'agrees', false],
  ['rectifying', 'clean', 'differs', true],
  ['rectifying', 'unreachable', 'incomparable', false],
  ['rectified', 'clean', 'agrees', false],
  ['rectified', 'problem', 'differs', true],
  ['rectified', 'unreachable', 'incomparable', false],
  ['clean', 'clean', 'agrees', false],
  ['none', 'clean', 'incomparable', false],
  ['clean', 'unreachable', 'incomparable', false],
  ['problem', null, 'open', false],
];

it.each(CASES)('self-check %s against spot check %s: %s, handed over: %s', (self, spot, verdict, handed) => {
  expect(judgeCheckItem(self, spot)).toBe(verdict);
  expect(mustTransfer(verdict)).toBe(handed);
});

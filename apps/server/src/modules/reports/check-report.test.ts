import type { FaultCode } from '@anju/official-forms';
import { expect, it } from 'vitest';
import { reportFaults } from './check-report.ts';

const explainable = (code: FaultCode): boolean =>
  reportFaults([{ code, message: '' }], {}, {})[0]?.explainable ?? false;

it('lets nobody explain away what can’t be, nor what the form has a cell of its own for', () => {
  for (const code of ['finished-over-found', 'exited-over-due', 'remainder-unexplained'] as const)
    expect(explainable(code)).toBe(false);
  expect(explainable('figures-disagree')).toBe(true);
});

it('tells two places of a file’s format apart, so that each is explained for itself', () => {
  const at = (cell: string) =>
    reportFaults([{ code: 'merge-changed', message: '合并已改', cell }], {}, {})[0]?.key;
  expect(at('A1:H1')).not.toBe(at('A2:H2'));
});

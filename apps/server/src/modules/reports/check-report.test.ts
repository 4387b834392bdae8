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

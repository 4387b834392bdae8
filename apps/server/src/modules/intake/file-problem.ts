import type { ReadFault } from '@anju/matching';
import type { IntakeProblem } from './intake-store.ts';
import { maskLongDigits } from './refused-rows.ts';

/** What the person is shown of a file that can't be read; headers of a headless file are data, so masked. */
export function problemOf(fault: ReadFault): IntakeProblem {
  return {
    code: fault.code,
    message: maskLongDigits(fault.message),
    ...(fault.row === undefined ? {} : { row: fault.row }),
    ...(fault.seenHeader === undefined
      ? {}
      : { seenHeader: fault.seenHeader.slice(0, 60).map((header) => maskLongDigits(header).slice(0, 40)) }),
  };
}

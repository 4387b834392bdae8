import type { Finding } from '../../api/contract.ts';

export interface ActFormProps {
  readonly finding: Finding;
  /** Goes to the next finding of the list; absent at its end. */
  readonly onNext: (() => void) | undefined;
}

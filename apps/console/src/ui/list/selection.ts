import type { ReactNode } from 'react';

export interface Selection {
  readonly ids: readonly string[];
  readonly onChange: (ids: readonly string[]) => void;
  /** Acts on what is selected; stands at the bottom of the window. */
  readonly bar: ReactNode;
}

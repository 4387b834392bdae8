import { SELF } from './field.ts';
import type { RegisterDescription, RegisterKind } from './types.ts';

type Parts = Pick<RegisterDescription, 'label' | 'department' | 'fields'> &
  Partial<Pick<RegisterDescription, 'personFields' | 'join' | 'listing' | 'dueEveryDays' | 'freshForDays'>>;

// The joint-conference mechanism asks for monthly delivery; a quarter old still shows today's situation.
const MONTHLY = { dueEveryDays: 31, freshForDays: 92 } as const;

/** Fills in what most registers share: joined by one person a row, due monthly, fresh for a quarter. */
export function describe(kind: RegisterKind, parts: Parts): RegisterDescription {
  return { kind, join: 'person', personFields: SELF, ...MONTHLY, ...parts };
}

import type { Fault } from '../fault.ts';
import type { Scalar } from './layout.ts';

/** A blank among filled figures says neither "none" nor "not known": the filler has to decide. A form wholly blank is just blank. */
export function blankFigures(figures: Readonly<Record<string, Scalar>>, path: string): readonly Fault[] {
  const entries = Object.entries(figures);
  const blanks = entries.filter(([, value]) => value === null);
  if (blanks.length === entries.length) return [];
  return blanks.map(([key]) => ({
    code: 'figure-blank' as const,
    path: `${path}.${key}`,
    message: '此格未填；没有的请填 0。',
  }));
}

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

type IsFigure = (path: string) => boolean;

/**
 * Data with every figure of nothing left blank, for a form whose habit is a blank instead of 0. `isFigure` says which
 * paths are figures of the form; the form's own `parse` says what the result is.
 */
export const blankNothing = (data: unknown, isFigure: IsFigure): unknown =>
  mapLeaves(data, '', (value, path) => (value === 0 && isFigure(path) ? null : value));

/** The reverse: what was filled by that habit, with each blank figure as the 0 that it stands for. */
export const fillNothing = (data: unknown, isFigure: IsFigure): unknown =>
  mapLeaves(data, '', (value, path) => (value === null && isFigure(path) ? 0 : value));

function mapLeaves(data: unknown, path: string, change: (value: unknown, path: string) => unknown): unknown {
  if (data === null || typeof data !== 'object') return change(data, path);
  const under = (key: string | number) => (path === '' ? String(key) : `${path}.${key}`);
  if (Array.isArray(data)) return data.map((item, at) => mapLeaves(item, under(at), change));
  return Object.fromEntries(
    Object.entries(data).map(([key, item]) => [key, mapLeaves(item, under(key), change)]),
  );
}

import type { Scalar } from './layout.ts';

/** Named figures in groups, as the typed data has them. */
export interface FigureTree {
  readonly [name: string]: number | null | FigureTree;
}

/** { a: { b: 1 } } as { 'a.b': 1 }: a column's key is the path of its figure. */
export function flattenFigures(tree: FigureTree, prefix = ''): Record<string, Scalar> {
  const flat: Record<string, Scalar> = {};
  for (const [name, value] of Object.entries(tree)) {
    if (value === null || typeof value === 'number') flat[prefix + name] = value;
    else Object.assign(flat, flattenFigures(value, `${prefix}${name}.`));
  }
  return flat;
}

/** Figures in groups while they are read; what they are, the form's schema decides. */
export interface OpenTree {
  [name: string]: Scalar | OpenTree;
}

/** The reverse; the form's schema decides whether all figures are there. */
export function raiseFigures(flat: Readonly<Record<string, Scalar>>): OpenTree {
  const tree: OpenTree = {};
  const groups = new Map<string, OpenTree>([['', tree]]);
  const groupOf = (path: readonly string[]): OpenTree => {
    const known = groups.get(path.join('.'));
    if (known !== undefined) return known;
    const group: OpenTree = {};
    groups.set(path.join('.'), group);
    groupOf(path.slice(0, -1))[path.at(-1) ?? ''] = group;
    return group;
  };
  for (const [key, value] of Object.entries(flat)) {
    const path = key.split('.');
    groupOf(path.slice(0, -1))[path.at(-1) ?? ''] = value;
  }
  return tree;
}

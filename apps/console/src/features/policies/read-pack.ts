/** A policy pack comes as JSON from a file somebody wrote: every step into it is checked. */
export type Tree = Readonly<Record<string, unknown>>;

export const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What stands at a path such as `admission.income.limit`; undefined where nothing does. */
export function valueAt(pack: unknown, path: string): unknown {
  let here: unknown = pack;
  for (const key of path.split('.')) {
    if (!isTree(here)) return undefined;
    here = here[key];
  }
  return here;
}

/** A copy of the pack with one value changed; `undefined` takes it away. */
export function withValue(pack: unknown, path: string, value: unknown): Tree {
  const [key = '', ...rest] = path.split('.');
  const tree: Tree = isTree(pack) ? pack : {};
  if (rest.length > 0) return { ...tree, [key]: withValue(tree[key], rest.join('.'), value) };
  const { [key]: _gone, ...others } = tree;
  return value === undefined ? others : { ...tree, [key]: value };
}

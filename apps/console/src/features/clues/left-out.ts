export interface LeftOut {
  readonly name: string;
  readonly why: string;
}

export interface LeftOutGroup {
  readonly why: string;
  readonly names: readonly string[];
}

/** Who has to stay out for the same reason stands in one line; the reason of the fewest first, it is of this clue. */
export function byReason(leftOut: readonly LeftOut[]): readonly LeftOutGroup[] {
  const groups = new Map<string, string[]>();
  for (const { name, why } of leftOut) groups.set(why, [...(groups.get(why) ?? []), name]);
  return [...groups]
    .map(([why, names]) => ({ why, names }))
    .toSorted((a, b) => a.names.length - b.names.length);
}

/**
 * Whether `b` is `a` with exactly one character replaced or exactly two neighbours swapped: the two commonest
 * slips in copying a number, both of which break its checksum. Equal texts and other lengths are not.
 */
export function isOneEditApart(a: string, b: string): boolean {
  if (a.length !== b.length || a === b) return false;
  let i = 0;
  while (a.charCodeAt(i) === b.charCodeAt(i)) i++;
  if (a.slice(i + 1) === b.slice(i + 1)) return true;
  const swapped = a.charCodeAt(i) === b.charCodeAt(i + 1) && a.charCodeAt(i + 1) === b.charCodeAt(i);
  return swapped && a.slice(i + 2) === b.slice(i + 2);
}

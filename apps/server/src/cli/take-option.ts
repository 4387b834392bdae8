/** Takes one `--name value` out of the arguments; null where it is missing or has no value. */
export function takeOption(
  argv: readonly string[],
  name: string,
): { readonly value: string | null; readonly rest: readonly string[] } {
  const at = argv.indexOf(name);
  const value = at < 0 ? undefined : argv[at + 1];
  if (value === undefined || value.startsWith('--')) return { value: null, rest: argv };
  return { value, rest: [...argv.slice(0, at), ...argv.slice(at + 2)] };
}

/**
 * A path of our console, with query and fragment, or '/' for anything that leads elsewhere: whoever wrote the link
 * controls it. Browsers drop tabs and line ends from an address and read '\' as '/', so it is parsed as they do.
 */
export function safePath(raw: string | undefined): string {
  if (raw === undefined || !raw.startsWith('/')) return '/';
  const base = 'http://console.invalid';
  if (!URL.canParse(raw, base)) return '/';
  const { origin, pathname, search, hash } = new URL(raw, base);
  // '/.//host' is parsed into '//host'; the API is no page.
  const ours = origin === base && !pathname.startsWith('//') && !/^\/api(?:\/|$)/.test(pathname);
  return ours ? pathname + search + hash : '/';
}

const KEPT_TEXTS = 20_000;

/**
 * A reading of texts that keeps what it has read: dates, kinds and amounts repeat much in a column, and household
 * cells from row to row.
 */
export function remembered<T extends object>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  let lastText: string | null = null;
  let last: T | null = null;
  return (text) => {
    if (last !== null && text === lastText) return last;
    let reading = known.get(text);
    if (reading === undefined) {
      reading = read(text);
      if (known.size < KEPT_TEXTS) known.set(text, reading);
    }
    lastText = text;
    last = reading;
    return reading;
  };
}

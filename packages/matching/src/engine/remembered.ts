const KEPT_TEXTS = 20_000;

/**
 * A reading of texts that keeps what it has read: dates, kinds and amounts repeat much in a column, and household
 * cells from row to row. Where nearly every text is another (addresses, plates), looking it up costs more than it saves.
 */
export function remembered<T extends object>(read: (text: string) => T): (text: string) => T {
  let known: Map<string, T> | null = new Map();
  let found = 0;
  let lastText: string | null = null;
  let last: T | null = null;
  return (text) => {
    if (last !== null && text === lastText) return last;
    let reading = known?.get(text);
    if (reading === undefined) {
      reading = read(text);
      if (known !== null && known.size < KEPT_TEXTS) known.set(text, reading);
      else if (found < KEPT_TEXTS) known = null;
    } else found += 1;
    lastText = text;
    last = reading;
    return reading;
  };
}

/**
 * Several texts in one cell, separated by numbered lines ("1.…"). A single text stands alone, unless it could be
 * mistaken for a numbered one. Further lines of a text are indented by one full-width space, so that whatever the
 * texts contain, the same texts are read back.
 */
export function printNumbered(texts: readonly string[]): string {
  const [only] = texts;
  if (only === undefined || texts.every((text) => text === '')) return '';
  if (texts.length === 1 && !/^1[.．]/u.test(only)) return only;
  return texts.map((text, index) => `${index + 1}.${text.replaceAll('\n', '\n\u3000')}`).join('\n');
}

/** The texts of a cell; numbers typed by hand as 1. or 1． count, other lines belong to the text before them. */
export function readNumbered(cell: string): string[] {
  if (cell === '') return [];
  if (!/^1[.．]/u.test(cell)) return [cell];
  const texts: string[] = [];
  for (const line of cell.split('\n')) {
    const next = /^(\d{1,3})[.．]/u.exec(line);
    if (next !== null && Number(next[1]) === texts.length + 1) {
      texts.push(line.slice(next[0].length).trim());
    } else {
      texts[texts.length - 1] += `\n${line.replace(/^\u3000/u, '')}`;
    }
  }
  return texts.map((text) => text.trim());
}

import type { F3Nature } from './data.ts';

const SIGNS: Readonly<Record<F3Nature, string>> = { '1A': '①A', '1B': '①B', '2': '②', '3': '③' };

export function printNature(nature: F3Nature): string {
  return SIGNS[nature];
}

/** The code of what was written: ①A, 1A, ①A.购置房产, ② 转租 …; an unknown writing is given back as it is. */
export function readNature(text: string): string {
  const plain = text
    .normalize('NFKC')
    .replace(/[\s,，.．、]/gu, '')
    .toUpperCase();
  const match = /^(1[AB]|2|3)(购置房产|收入资产超标|转租|出借)?$/u.exec(plain);
  return match?.[1] ?? text;
}

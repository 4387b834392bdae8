import { pinyin } from 'pinyin-pro';

/**
 * Pinyin initials by which officers search: 张三 → zs, 阿依古丽·买买提 → aygl…; letters and digits stay, all else
 * is left out. Of a name with several readings the usual one as a surname comes first.
 */
export function initialsOf(text: string): string {
  const letters = pinyin(text, {
    pattern: 'first',
    toneType: 'none',
    type: 'array',
    surname: 'head',
    nonZh: 'spaced',
  });
  return letters
    .join('')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}

/** The text written backwards, character by character: an index finds a room by its tail. */
export function backwards(text: string): string {
  return [...text].reverse().join('');
}

// Zero-width and direction marks that copying from web pages and chat programs leaves behind.
const INVISIBLE = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\uFEFF]/g;
const SPACE_BETWEEN_HAN = /(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu;

/** Removes characters nobody can see: zero-width spaces, joiners, direction marks, byte order marks. */
export function stripInvisible(raw: string): string {
  return raw.replace(INVISIBLE, '');
}

/**
 * Text of headers, units, kinds and addresses in one form: NFKC (full-width letters, ㎡ becomes m2), spaces
 * collapsed, and none between two Chinese characters ("姓　名" is 姓名). Never for names: NFKC changes
 * compatibility ideographs there, see `normaliseName`.
 */
export function normaliseText(raw: string): string {
  return stripInvisible(raw).normalize('NFKC').replace(SPACE_BETWEEN_HAN, '').replace(/\s+/g, ' ').trim();
}

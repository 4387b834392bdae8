const COMPOUND_SURNAMES = new Set(
  '欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 司徒 令狐 宇文 长孙 夏侯 轩辕 端木 独孤 南宫 申屠 司空 太史 呼延 闻人 澹台 公冶 宗政 濮阳 淳于 单于 钟离 百里 东郭 西门 左丘 拓跋 赫连'.split(
    ' ',
  ),
);

/**
 * Surname and asterisks: 张三 → 张*, 欧阳小明 → 欧阳**; of names with separators the first character, separators
 * kept. Counts characters, not UTF-16 units.
 */
export function maskName(name: string): string {
  const characters = [...name.replace(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '').trim()];
  const two = characters.slice(0, 2).join('');
  const shown = characters.length > 2 && COMPOUND_SURNAMES.has(two) ? 2 : 1;
  return characters.map((c, i) => (i < shown || c === '·' ? c : '*')).join('');
}

/**
 * Region digits and asterisks, never a tail: with first six and last four known, the check digit leaves about one
 * birth date in eleven. Shorter numbers (passports) show at most two characters.
 */
export function maskIdNumber(id: string): string {
  return keepHead(id, id.trim().length >= 15 ? 6 : 2);
}

/** Network prefix and asterisks. */
export function maskPhone(phone: string): string {
  return keepHead(phone, 3);
}

/** Issuer's first four digits and asterisks. */
export function maskBankCard(card: string): string {
  return keepHead(card, 4);
}

/** Shows `count` characters, and never more than a third. */
function keepHead(text: string, count: number): string {
  const characters = [...text.trim()];
  const shown = Math.min(count, Math.floor(characters.length / 3));
  return characters.map((c, i) => (i < shown ? c : '*')).join('');
}

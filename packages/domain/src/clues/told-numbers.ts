/** Characters of which a number of a building, a unit or a room is written, for use inside a class of a pattern. */
export const HAN_NUMERALS = '零〇○一二三四五六七八九十百幺两';

const DIGIT_OF: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  '○': 0,
  一: 1,
  幺: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};

/**
 * The number that 301, 0301, 三零一, 三〇一 or 三百零一 writes, in digits without leading zeros; a letter stays one, as a
 * capital. Null for nothing or what is no number: 百三十百.
 */
export function readToldNumber(written: string): string | null {
  if (/^[0-9A-Za-z]+$/.test(written)) return withoutZeros(written.toUpperCase());
  return /[十百]/.test(written)
    ? readByPlaces(written)
    : withoutZeros([...written].map((one) => DIGIT_OF[one] ?? '').join(''));
}

function readByPlaces(written: string): string | null {
  const match =
    /^(?:([一二两三四五六七八九])百)?零?(?:([一二三四五六七八九]?)十)?([一二三四五六七八九]?)$/u.exec(
      written,
    );
  if (match === null) return null;
  const [, hundreds = '', tens, ones = ''] = match;
  const ten = tens === undefined ? 0 : tens === '' ? 1 : (DIGIT_OF[tens] ?? 0);
  return withoutZeros(String((DIGIT_OF[hundreds] ?? 0) * 100 + ten * 10 + (DIGIT_OF[ones] ?? 0)));
}

const withoutZeros = (digits: string): string | null => digits.replace(/^0+/, '') || null;

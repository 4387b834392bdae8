/** Formats that need no definition in styles.xml and show dates; 27–36 and 50–58 are the East Asian ones. */
function isBuiltInDate(id: number): boolean {
  return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
}

/** Whether a format shows dates or times; `code` is the definition of a custom one. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return isBuiltInDate(id);
  const [positive = ''] = code
    .replace(/"[^"]*"|\\.|_.|\*./gu, '')
    .replace(/\[[^\]]*\]/gu, '')
    .split(';');
  if (/general|g\/通用格式/iu.test(positive)) return false;
  return /[ymdhs]/iu.test(positive) && !/[#?]/u.test(positive);
}

const DAY = 86_400_000;

/**
 * Excel's day count as ISO text: YYYY-MM-DD, with the time where there is one, HH:MM:SS for a time alone.
 * In the 1900 system day 60 is a 29 February that never was; days before it are one off.
 */
export function dateText(serial: number, is1904: boolean): string | null {
  if (!Number.isFinite(serial) || serial < 0 || serial > 2_958_466) return null;
  const seconds = Math.round(serial * 86_400);
  const day = Math.floor(seconds / 86_400);
  const inDay = seconds - day * 86_400;
  const time = inDay === 0 ? '00:00:00' : new Date(inDay * 1000).toISOString().slice(11, 19);
  if (day === 0 && !is1904) return time;
  const epoch = is1904 ? Date.UTC(1904, 0, 1) : day < 60 ? Date.UTC(1899, 11, 31) : Date.UTC(1899, 11, 30);
  const date = new Date(epoch + day * DAY).toISOString().slice(0, 10);
  return inDay === 0 ? date : `${date} ${time}`;
}

/**
 * A numeric cell as text. Excel keeps 15 digits, the rest is noise: 82.50000000000001 is 82.5. From sixteen digits
 * on the cell is damaged whatever the file holds, and is written with its exponent so that nobody takes it for
 * an exact number: as plain digits one in eleven damaged ids would pass the check digit.
 */
export function numberText(raw: string): string {
  const value = Number(raw);
  if (raw.trim() === '' || !Number.isFinite(value)) return raw;
  const rounded = Number(value.toPrecision(15));
  if (Math.abs(rounded) < 1e15) return plainText(rounded);
  return rounded.toExponential().toUpperCase();
}

function plainText(value: number): string {
  const text = String(value);
  return text.includes('e') ? value.toFixed(20).replace(/0+$/u, '').replace(/\.$/u, '') : text;
}

const isDay = (year: number, month: number, day: number): boolean => {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
};

/** 'YYYY-MM-DD' of a real day, else false. */
export function isCalendarDate(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  return match !== null && isDay(Number(match[1]), Number(match[2]), Number(match[3]));
}

/** '2026-08-05' as official papers print it: 2026年8月5日, no leading zeros (GB/T 9704-2012). */
export function formatFormDate(date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${year}年${month}月${day}日`;
}

/** A day written on a form (2026年8月5日, 2026 年 8 月 5 日, 2026-8-5, 2026.8.5, 2026/8/5) as 'YYYY-MM-DD', else null. */
export function readFormDate(text: string): string | null {
  const plain = text.normalize('NFKC').replace(/\s+/gu, '');
  const match = /^(\d{4})(?:年(\d{1,2})月(\d{1,2})日?|([-./])(\d{1,2})\4(\d{1,2}))$/.exec(plain);
  if (match === null) return null;
  const [year, month, day] = [match[1], match[2] ?? match[5], match[3] ?? match[6]].map(Number);
  if (year === undefined || month === undefined || day === undefined || !isDay(year, month, day)) return null;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

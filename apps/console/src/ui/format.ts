const NUMBER = new Intl.NumberFormat('zh-CN');
const MONEY = new Intl.NumberFormat('zh-CN', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** Shown where nothing is known. */
export const NONE = '—';

/** 10482 → 10,482 */
export function formatCount(value: number | null | undefined): string {
  return value === null || value === undefined ? NONE : NUMBER.format(value);
}

/** Fen as yuan with two digits, without the unit: it stands in the header. */
export function formatFen(fen: number | null | undefined): string {
  return fen === null || fen === undefined ? NONE : MONEY.format(fen / 100);
}

/** cm² as ㎡, without the unit. */
export function formatCm2(cm2: number | null | undefined): string {
  return cm2 === null || cm2 === undefined ? NONE : MONEY.format(cm2 / 10_000);
}

const MOMENT = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
});

/** A moment in the bureau's time, whatever the computer is set to, to the minute: 2026-07-01 09:05. */
export function formatMoment(iso: string | null | undefined): string {
  if (iso === null || iso === undefined) return NONE;
  const at = new Date(iso);
  return Number.isNaN(at.getTime()) ? iso : MOMENT.format(at);
}

/** A length of time: 95 → 1 分 35 秒. */
export function formatSeconds(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined) return NONE;
  if (seconds < 1) return '不到 1 秒';
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} 秒`;
  const minutes = Math.floor(whole / 60);
  return minutes < 60
    ? `${minutes} 分 ${whole % 60} 秒`
    : `${Math.floor(minutes / 60)} 小时 ${minutes % 60} 分`;
}

/** Bytes for people: 1,234 KB, 12.3 MB. */
export function formatBytes(bytes: number): string {
  return bytes < 1_000_000
    ? `${NUMBER.format(Math.ceil(bytes / 1_000))} KB`
    : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** Where a family lives, in one line. */
export function formatAddress(estate: string | null | undefined, room: string | null | undefined): string {
  return [estate, room].filter(Boolean).join(' ') || NONE;
}

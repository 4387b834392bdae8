import { NONE } from '../../ui/format.ts';

/** A value of a form for reading: money as 万元 with up to four places, which keep the yuan. */
export function printValue(value: string | number | null, money: boolean): string {
  if (value === null) return NONE;
  if (typeof value === 'string') return value === '' ? '（空）' : value;
  if (!money) return String(value);
  const wan = (Math.round(value / 100) / 10_000).toFixed(4);
  return `${wan.replace(/0{1,2}$/, '')} 万元`;
}

/** 低保, 特困 (formerly 五保) and 低保边缘: who has one of them does not have the others by it. */
export type Scheme = 'minimum-living' | 'destitute' | 'borderline';

const BORDERLINE = /(?:低保|最低生活保障)?边缘/gu;

/** The schemes that a tier (保障类别) names; none where it speaks of 社会救助 at large. */
export function schemesIn(text: string): readonly Scheme[] {
  const rest = text.replace(BORDERLINE, '');
  const schemes: Scheme[] = [];
  if (rest !== text) schemes.push('borderline');
  if (/特困|五保/u.test(rest)) schemes.push('destitute');
  if (/低保|最低生活/u.test(rest)) schemes.push('minimum-living');
  return schemes;
}

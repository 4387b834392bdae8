/** That a day must be checked by hand: the holidays of its year are not known. */
export function UnsureYears({ years }: { readonly years: readonly number[] }) {
  if (years.length === 0) return null;
  return <span className="muted">{years.join('、')} 年放假安排未录入，请核对</span>;
}

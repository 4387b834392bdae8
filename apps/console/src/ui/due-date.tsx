import { NONE } from './format.ts';
import { ToneTag } from './tone-tag.tsx';

/** A due date; overdue says so in words. */
export function DueDate({ on, overdue }: { readonly on: string | null; readonly overdue: boolean }) {
  if (on === null) return <span className="muted">{NONE}</span>;
  return overdue ? <ToneTag tone="overdue">{on} 逾期</ToneTag> : <span className="number">{on}</span>;
}

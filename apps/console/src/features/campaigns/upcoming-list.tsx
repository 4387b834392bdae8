import type { Campaign } from '../../api/contract.ts';
import { whyMoved } from '../../ui/moved-day.ts';
import { UnsureYears } from '../../ui/unsure-years.tsx';

/** What is due next; a day that was moved, or that must be checked, says so. */
export function UpcomingList({ upcoming }: { readonly upcoming: Campaign['upcoming'] }) {
  if (upcoming.length === 0) return <p className="muted">没有要交的报表和材料了。</p>;
  return (
    <ul className="plain-list upcoming">
      {upcoming.map((one) => (
        <li key={one.title + one.dueOn}>
          <span>
            {one.title}
            {one.dueOn !== one.nominalDue && (
              <span className="muted">（{whyMoved(one.nominalDue, one.dueOn)}）</span>
            )}
            {one.unsureYears.length > 0 && '，'}
            <UnsureYears years={one.unsureYears} />
          </span>
          <span className="number">{one.dueOn}</span>
        </li>
      ))}
    </ul>
  );
}

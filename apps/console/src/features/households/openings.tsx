import type { Household } from '../../api/contract.ts';
import { formatMoment } from '../../ui/format.ts';

/** Who opened the family's file, and when. */
export function Openings({ openings }: { readonly openings: Household['openings'] }) {
  if (openings.length === 0) return <p className="muted">还没有人查看过。</p>;
  return (
    <ul className="plain-list">
      {openings.map((opening) => (
        <li key={opening.at + opening.actorName}>
          <span>
            {opening.actorName} <span className="muted">{opening.role}</span>
          </span>
          <time className="muted number" dateTime={opening.at}>
            {formatMoment(opening.at)}
            {opening.times > 1 && `（当天 ${opening.times} 次）`}
          </time>
        </li>
      ))}
    </ul>
  );
}

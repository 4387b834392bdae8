import { Link } from 'react-router';
import type { Exit } from '../../api/contract.ts';

/** What the family's exit was established by: a finding of the comparison, or a problem of a campaign. */
export function ExitGround({ row }: { readonly row: Exit }) {
  if (row.findingId !== null)
    return (
      <Link to={`/findings/${row.findingId}`} className="in-text">
        比对疑点
      </Link>
    );
  if (row.problem === null) return '专项整治';
  return (
    <Link to={`/problems/${row.problem.id}`} className="in-text">
      {row.problem.number}
    </Link>
  );
}

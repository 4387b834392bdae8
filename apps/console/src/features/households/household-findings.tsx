import { Link } from 'react-router';
import type { FindingSummary } from '../../api/contract.ts';
import { DueDate } from '../../ui/due-date.tsx';
import { ConfidenceTag, FindingStateTag, StatusTag } from '../findings/finding-tags.tsx';

export function HouseholdFindings({ findings }: { readonly findings: readonly FindingSummary[] }) {
  if (findings.length === 0)
    return <p className="muted">没有疑点。比对只说明已报送的部门数据中没有发现问题。</p>;
  return (
    <ul className="plain-list is-tall">
      {findings.map((finding) => (
        <li key={finding.id}>
          <div>
            <Link to={`/findings/${finding.id}`}>
              <strong>{finding.ruleTitle}</strong>
            </Link>{' '}
            <StatusTag finding={finding} /> <ConfidenceTag finding={finding} />
            <div className="muted">{finding.reason}</div>
          </div>
          <div className="list-end">
            <FindingStateTag finding={finding} />
            {finding.dueOn !== null && <DueDate on={finding.dueOn} overdue={finding.overdue} />}
          </div>
        </li>
      ))}
    </ul>
  );
}

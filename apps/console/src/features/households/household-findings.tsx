import { FINDING_STATES, isConclusion, isFindingState, isRuleCode, RULE_TITLES } from '@anju/domain';
import { Link } from 'react-router';
import type { HouseholdFinding } from '../../api/contract.ts';
import { useMe } from '../../app/session.ts';
import { DueDate } from '../../ui/due-date.tsx';
import { ToneTag } from '../../ui/tone-tag.tsx';
import { closedByRun, FindingStateTag } from '../findings/finding-tags.tsx';

const titleOf = (rule: string): string => (isRuleCode(rule) ? RULE_TITLES[rule] : rule);
const stateLabelOf = (state: string): string => (isFindingState(state) ? FINDING_STATES[state] : state);
const isOverdue = (finding: HouseholdFinding, today: string): boolean =>
  finding.dueOn !== null &&
  finding.dueOn < today &&
  !isConclusion(finding.state) &&
  closedByRun(finding) === null;

export function HouseholdFindings({ findings }: { readonly findings: readonly HouseholdFinding[] }) {
  const me = useMe();
  if (findings.length === 0)
    return <p className="muted">没有疑点。比对只说明已报送的部门数据中没有发现问题。</p>;
  return (
    <ul className="plain-list is-tall">
      {findings.map((finding) => (
        <li key={finding.id}>
          <div>
            <Link to={`/findings/${finding.id}`}>
              <strong>{titleOf(finding.rule)}</strong>
            </Link>{' '}
            {finding.status === 'incomparable' && <ToneTag tone="wait">不可比</ToneTag>}
            {finding.confidence === 'probable' && <ToneTag tone="wait">疑似</ToneTag>}
            <div className="muted">{finding.reason}</div>
          </div>
          <div className="list-end">
            <FindingStateTag finding={{ ...finding, stateLabel: stateLabelOf(finding.state) }} />
            {finding.dueOn !== null && <DueDate on={finding.dueOn} overdue={isOverdue(finding, me.today)} />}
          </div>
        </li>
      ))}
    </ul>
  );
}

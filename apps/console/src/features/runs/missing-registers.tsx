import { Alert } from 'antd';
import type { Run } from '../../api/contract.ts';
import { LinkButton } from '../../ui/link-button.tsx';

/** What was never delivered: first what leaves rules 不可比, then what would only have helped. */
export function MissingRegisters({ missing }: Pick<Run, 'missing'>) {
  const needed = missing.filter(({ rules }) => rules.length > 0);
  const helpful = missing.filter(({ rules }) => rules.length === 0);
  if (missing.length === 0) return null;
  return (
    <Alert
      type={needed.length > 0 ? 'warning' : 'info'}
      showIcon
      title={
        needed.length > 0
          ? `缺 ${needed.length} 类部门数据，靠它判定的项目记为“不可比”`
          : '判定所需的部门数据都已报送'
      }
      description={
        <>
          {needed.map(({ kind, label, department, rules }) => (
            <div key={kind}>
              {label}（{department}）：{rules.join('、')}
            </div>
          ))}
          {helpful.length > 0 && (
            <div className="muted">
              没有报送、也不影响判定能否作出的：{helpful.map(({ label }) => label).join('、')}
            </div>
          )}
        </>
      }
      action={
        <LinkButton to="/feeds" size="small">
          去看报送台账
        </LinkButton>
      }
    />
  );
}

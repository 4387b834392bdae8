import { WarningFilled } from '@ant-design/icons';
import type { Finding } from '../../api/contract.ts';
import { NONE } from '../../ui/format.ts';

interface Line {
  readonly label: string;
  readonly declared: string | null;
  readonly registered: string | null;
  readonly differs: boolean;
}

/** The two sides by their labels: first what both know, then what only one does. */
export function alignSides({
  declared,
  registered,
}: Pick<Finding, 'declared' | 'registered'>): readonly Line[] {
  const byLabel = new Map<string, Line>();
  for (const { label, value } of declared)
    byLabel.set(label, { label, declared: value, registered: null, differs: false });
  for (const { label, value, differs } of registered) {
    const known = byLabel.get(label);
    byLabel.set(label, { label, declared: known?.declared ?? null, registered: value, differs });
  }
  return [...byLabel.values()];
}

/** What the family declared beside what the registers say; a difference carries a mark and a word. */
export function Comparison({ finding }: { readonly finding: Finding }) {
  const lines = alignSides(finding);
  if (lines.length === 0) return <p className="muted">这条疑点没有可并列的字段，见“为什么”。</p>;
  return (
    <div className="table-scroll">
      <table className="comparison">
        <thead>
          <tr>
            <th scope="col">项目</th>
            <th scope="col">家庭申报</th>
            <th scope="col">部门登记</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.label} className={line.differs ? 'differs' : ''}>
              <th scope="row">{line.label}</th>
              <td>{line.declared ?? NONE}</td>
              <td>
                {line.registered ?? NONE}
                {line.differs && (
                  <span className="differs-mark">
                    <WarningFilled aria-hidden /> 不一致
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

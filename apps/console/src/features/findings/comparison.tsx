import { WarningFilled } from '@ant-design/icons';
import type { Finding } from '../../api/contract.ts';
import { NONE } from '../../ui/format.ts';

interface Line {
  readonly label: string;
  readonly value: string | null;
  readonly differs: boolean;
}

interface SideProps {
  readonly title: string;
  readonly lines: readonly Line[];
  readonly nothing: string;
}

function Side({ title, lines, nothing }: SideProps) {
  return (
    <div className="side">
      <h3>{title}</h3>
      {lines.length === 0 ? (
        <p className="muted">{nothing}</p>
      ) : (
        <dl>
          {lines.map((line) => (
            <div key={line.label} className={line.differs ? 'differs' : ''}>
              <dt>{line.label}</dt>
              <dd>
                {line.value ?? NONE}
                {line.differs && (
                  <span className="differs-mark">
                    <WarningFilled aria-hidden /> 不一致
                  </span>
                )}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}

/** What the family declared beside what the registers say; differences come first, with a mark and a word. */
export function Comparison({ finding }: { readonly finding: Finding }) {
  const registered = finding.registered.toSorted((a, b) => Number(b.differs) - Number(a.differs));
  const declared = finding.declared.map((line) => ({ ...line, differs: false }));
  return (
    <div className="comparison">
      <Side title="家庭申报" lines={declared} nothing="花名册没有可对照的内容。" />
      <Side title="登记与核算" lines={registered} nothing="部门数据没有到齐，没有可对照的内容。" />
    </div>
  );
}

import { Drawer, Grid } from 'antd';
import type { Finding } from '../../api/contract.ts';
import { Facts } from '../../ui/facts.tsx';
import { NONE } from '../../ui/format.ts';
import { LineageTable } from './lineage-table.tsx';

interface WhyDrawerProps {
  readonly finding: Finding;
  readonly open: boolean;
  readonly onClose: () => void;
}

/** The reasoning, step by step: rule, clause, values, source, date. */
export function WhyDrawer({ finding, open, onClose }: WhyDrawerProps) {
  const wide = Grid.useBreakpoint().md ?? true;
  return (
    <Drawer title="为什么有这条疑点" open={open} onClose={onClose} size={wide ? 560 : '100%'}>
      <ol className="steps-list">
        {(finding.explanation.length > 0 ? finding.explanation : [finding.reason]).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
      <Facts
        facts={[
          { label: '规则', value: `${finding.ruleTitle}（${finding.rule}）` },
          { label: '条款', value: finding.clause || NONE },
          {
            label: '政策标准',
            value: finding.policy === null ? NONE : `${finding.policy.title} 第 ${finding.policy.version} 版`,
          },
          { label: '可信度', value: finding.confidenceLabel },
        ]}
      />
      <h3 className="drawer-heading">数据来源</h3>
      <LineageTable lineage={finding.lineage} />
    </Drawer>
  );
}

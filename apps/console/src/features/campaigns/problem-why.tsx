import { LOOK_BACK_DAYS } from '@anju/domain';
import { Drawer, Grid } from 'antd';
import { Link } from 'react-router';
import type { Problem } from '../../api/contract.ts';

interface ProblemWhyProps {
  readonly problem: Problem;
  readonly open: boolean;
  readonly onClose: () => void;
}

/** Why it is on the ledger, in this category, late, or to be looked at again. */
export function ProblemWhy({ problem, open, onClose }: ProblemWhyProps) {
  const wide = Grid.useBreakpoint().md ?? true;
  return (
    <Drawer title="为什么在台账上" open={open} onClose={onClose} size={wide ? 520 : '100%'}>
      <ol className="steps-list">
        {reasonsOf(problem).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
      {problem.findingId !== null && <Link to={`/findings/${problem.findingId}`}>看疑点的核查过程</Link>}
    </Drawer>
  );
}

function reasonsOf(problem: Problem): readonly string[] {
  const rules = [...new Map(problem.lineage.map((one) => [one.rule, one])).values()];
  return [
    `${problem.registeredByName} 于 ${problem.registeredAt.slice(0, 10)} 登记，来源：${problem.source}。`,
    ...rules.map(
      ({ ruleTitle, rule, clause }) => `规则：${ruleTitle}（${rule}）；条款：${clause || '未写明'}。`,
    ),
    problem.itemText === null
      ? `归入“${problem.categoryLabel}”，没有对应到具体整治内容：问题清单（附件1）中列入“其他方面”一行。`
      : `归入“${problem.categoryLabel}”中的“${problem.itemText}”。`,
    `发现日期 ${problem.foundOn}：按这一天计入报表的发现数。`,
    ...(problem.overdue ? [`整改时限 ${problem.deadline ?? ''} 已过，还没有销号，所以是逾期。`] : []),
    ...(problem.closedOn === null
      ? []
      : [`${problem.closedOn} 由 ${problem.closedByName ?? ''} 销号：按这一天计入报表的整改完成数。`]),
    ...(problem.lookBackReason === null
      ? []
      : [`${problem.lookBackReason}，列入回头看（销号满 ${LOOK_BACK_DAYS} 天或曾经反复的都要看）。`]),
  ];
}

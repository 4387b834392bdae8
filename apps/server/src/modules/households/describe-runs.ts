import { isRegisterKind, isRuleCode, mayAct, REGISTERS, type Role, RULE_TITLES } from '@anju/domain';
import type { RunStep } from './run-history-store.ts';

export interface RunEntry {
  readonly id: string;
  readonly runId: string;
  readonly at: Date;
  readonly label: string;
  readonly text: string;
  readonly byName: string;
  /** The run, for whom it may be shown to. */
  readonly link: string | null;
}

const LABELS = {
  raised: { fail: '比对发现疑点', incomparable: '比对记为不可比' },
  cleared: { fail: '比对消除疑点', incomparable: '不可比已消除' },
  exited: { fail: '家庭退出，疑点不再核查', incomparable: '家庭退出，不再比对' },
} as const;

/** A family has a 不可比 for every rule whose register did not come. */
const MOST_NAMED = 5;

const kindOf = ({ change }: RunStep) => (change === 'new' || change === 'persisting' ? 'raised' : change);

/**
 * What the runs did, an entry for each run and kind of change, in the order of the steps.
 * @param of a family, whose entries name the rules, or a finding, which has one
 */
export function describeRuns(
  steps: readonly RunStep[],
  of: 'family' | 'finding',
  roles: readonly Role[],
): readonly RunEntry[] {
  const together = new Map<string, RunStep[]>();
  for (const step of steps) {
    const id = `${step.runId} ${kindOf(step)} ${step.status}`;
    const before = together.get(id);
    if (before === undefined) together.set(id, [step]);
    else before.push(step);
  }
  return [...together].flatMap(([id, all]) => {
    const [step] = all;
    if (step === undefined) return [];
    const what = of === 'family' ? `：${findingsText(all)}` : sourceOf(step);
    return {
      id,
      runId: step.runId,
      at: step.at,
      label: LABELS[kindOf(step)][step.status],
      text: `基准日 ${step.asOf}${what}`,
      byName: step.byName,
      link: mayAct(roles, 'run.read') ? `/runs/${step.runId}` : null,
    };
  });
}

/** Who wants more than the first of them opens the run. */
function findingsText(steps: readonly RunStep[]): string {
  const named = steps.slice(0, MOST_NAMED).map(findingText).join('；');
  return steps.length > MOST_NAMED ? `${named}等 ${steps.length} 项` : named;
}

function findingText(step: RunStep): string {
  return `${isRuleCode(step.rule) ? RULE_TITLES[step.rule] : step.rule}${sourceOf(step)}`;
}

function sourceOf({ registers }: RunStep): string {
  const labels = registers.map((kind) => (isRegisterKind(kind) ? REGISTERS[kind].label : kind));
  return labels.length === 0 ? '' : `，${labels.join('、')}`;
}

import { isRuleCode, REGISTERS, type RegisterKind } from '@anju/domain';
import { evidenceLabel } from './evidence-labels.ts';
import type { StoredFinding } from './store.ts';

export interface LabelledValue {
  readonly label: string;
  readonly value: string;
}

export interface DescribedEvidence {
  /** What the registers and the reckoning say, ready to read. */
  readonly registered: { label: string; value: string; differs: boolean }[];
  /** Why, step by step: the reason, the figures against the limit, the clause. */
  readonly explanation: string[];
}

const WORDS: Readonly<Record<string, string>> = {
  person: '每人（人均）',
  household: '每户',
  'floor-area': '建筑面积',
  'use-area': '使用面积',
  exact: '确切',
  probable: '疑似',
  true: '是',
  false: '否',
};

/** Incomes of which nothing was found are reckoned as nothing: no register said so. */
const NOT_FOUND = { payrollFen: true, baseFen: true, pensionFen: true };

/** Fen as yuan, cm² as ㎡; what a person reads. */
export function showValue(key: string, value: unknown, members: ReadonlyMap<string, string>): string {
  if (value === null || value === undefined || value === '') return '—';
  if (typeof value === 'number') {
    if (key.endsWith('Fen'))
      return `${(value / 100).toLocaleString('zh-CN', { minimumFractionDigits: 2 })} 元`;
    if (key.endsWith('Cm2')) return `${(value / 10_000).toFixed(2)} ㎡`;
    if (key.endsWith('Months')) return `${value} 个月`;
    if (key.endsWith('Ml')) return `${value} 毫升`;
    return String(value);
  }
  if (Array.isArray(value)) return value.map((one) => showOne(key, one, members)).join('；');
  return showOne(key, value, members);
}

function showOne(key: string, value: unknown, members: ReadonlyMap<string, string>): string {
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value)
      .filter(([part, inner]) => inner !== null && inner !== '' && !(part in NOT_FOUND && inner === 0))
      .map(([part, inner]) => `${evidenceLabel(part) ?? part} ${showValue(part, inner, members)}`)
      .join('，');
  }
  if (key === 'inclusive') return value === true ? '符合（含本数）' : '不符合（不含本数）';
  const text = String(value);
  if (key === 'member' || key === 'person') return members.get(text) ?? text;
  if ((key === 'missing' || key === 'register' || key === 'utility') && isRegister(text))
    return REGISTERS[text].label;
  return members.get(text) ?? WORDS[text] ?? text;
}

function isRegister(text: string): text is RegisterKind {
  return Object.hasOwn(REGISTERS, text);
}

/** Keys that set the measure instead of stating a fact. */
const MEASURE = /^(limit|inclusive|per|area|members|asOf|lookback)/;

/** A number of things within the limit of their number: what fails is something else of them. */
function keepsWithin({ value, limit, vehicles }: StoredFinding['evidence']): boolean {
  return vehicles !== undefined && typeof value === 'number' && (typeof limit !== 'number' || value <= limit);
}

/** @param members names by member id: evidence names people by id only */
export function describeEvidence(
  finding: Pick<StoredFinding, 'rule' | 'status' | 'reason' | 'clause' | 'evidence' | 'lineage'>,
  members: ReadonlyMap<string, string>,
): DescribedEvidence {
  // What rests on the roster alone differs from no register: the family's own figure is over the limit.
  const againstRegister = finding.lineage.some((source) => source.register !== 'roster');
  const registered = Object.entries(finding.evidence)
    .filter(([, value]) => value !== null)
    .map(([key, value]) => ({
      label: evidenceLabel(key) ?? key,
      value: showValue(key, value, members),
      differs:
        finding.status === 'fail' &&
        againstRegister &&
        !MEASURE.test(key) &&
        !(key === 'value' && keepsWithin(finding.evidence)),
    }));
  const explanation = [finding.reason, `依据：${finding.clause}`];
  if (finding.status === 'incomparable') {
    explanation.push('缺少数据或数据已过期时一律为“不可比”，不作为通过。请催报后重新比对。');
  } else if (isRuleCode(finding.rule)) {
    explanation.push('比对结果只是疑点，须告知家庭并核实，由两人分别提出和审定结论。');
  }
  return { registered, explanation };
}

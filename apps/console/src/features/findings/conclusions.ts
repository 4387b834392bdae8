import {
  CONCLUSIONS,
  type Conclusion,
  EXIT_NATURES,
  type ExitNature,
  FINDING_STATES,
  HEARING_TEXTS,
} from '@anju/domain';
import type { Finding } from '../../api/contract.ts';

const HINTS: Readonly<Record<Conclusion, string>> = {
  confirmed: '与登记一致，转入应退未退或相应处理',
  explained: '家庭作出说明并有材料佐证',
  'wrong-person': '登记的不是本户成员',
  'stale-data': '登记已变更，部门数据过期',
};

/** The four conclusions in the order of their keys 1–4. */
export const CONCLUSION_CHOICES = CONCLUSIONS.map((value) => ({
  value,
  label: FINDING_STATES[value],
  hint: HINTS[value],
}));

const NATURES: readonly ExitNature[] = ['1A', '1B', '2', '3'];

export const EXIT_NATURE_CHOICES = NATURES.map((value) => ({
  value,
  label: `${EXIT_NATURES[value].sign} ${EXIT_NATURES[value].label}`,
}));

/** Why the finding may not be confirmed against its family yet, or null where it may. */
export const whyUnheard = ({ hearing }: Finding): string | null =>
  hearing === 'heard' ? null : HEARING_TEXTS[hearing];

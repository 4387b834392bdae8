import { relationLabel } from '../households/index.ts';
import type { LabelledValue } from './describe-evidence.ts';
import type { Declared } from './store.ts';

const yuan = (fen: number) => `${(fen / 100).toFixed(2)} 元`;
const squareMetres = (cm2: number) => `${(cm2 / 10_000).toFixed(2)} ㎡`;

/** The declared side of a finding: the household as the roster has it, and the member it concerns. */
export function describeDeclared(declared: Declared, memberId: string | null): LabelledValue[] {
  const member = declared.members.find((one) => one.id === memberId);
  const home = [declared.estate, declared.room].filter((part) => part !== null).join(' ');
  const term = [declared.start_on, declared.end_on].filter((day) => day !== null).join(' 至 ');
  const all: readonly (readonly [label: string, value: string | null])[] = [
    ['涉及成员', member === undefined ? null : `${member.name}（${relationLabel(member.relation)}）`],
    ['成员证件号', member?.id_masked ?? null],
    ['承租人', declared.applicant_name],
    ['家庭人口', `${declared.members.length} 人`],
    ['家庭成员', declared.members.map((one) => `${one.name}（${relationLabel(one.relation)}）`).join('、')],
    ['保障类别', declared.category],
    ['承租住房', home === '' ? null : home],
    ['建筑面积', declared.floor_area_cm2 === null ? null : squareMetres(declared.floor_area_cm2)],
    ['月租金', declared.monthly_rent_fen === null ? null : yuan(declared.monthly_rent_fen)],
    ['租期', term === '' ? null : term],
    ['累计欠租', declared.arrears_months === null ? null : `${declared.arrears_months} 个月`],
  ];
  return all.flatMap(([label, value]) => (value === null ? [] : [{ label, value }]));
}

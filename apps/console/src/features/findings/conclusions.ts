import { CONCLUSIONS, type Conclusion, FINDING_STATES } from '@anju/domain';

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

export const EXIT_NATURE_CHOICES = [
  { value: '1A', label: '①A 购置房产' },
  { value: '1B', label: '①B 收入资产超标' },
  { value: '2', label: '② 转租' },
  { value: '3', label: '③ 出借' },
];

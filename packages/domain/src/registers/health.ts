import { describe } from './describe.ts';
import { field, person, titledPerson } from './field.ts';

const DEPARTMENT = '卫生健康委员会';

export const DEATH = describe('death', {
  listing: true,
  label: '死亡信息',
  department: DEPARTMENT,
  fields: [
    ...person('死者 死亡人员 逝者 亡者 死亡人 死亡者 亡故人员 亡故人'),
    field(
      'diedOn',
      '死亡日期',
      'date',
      '死亡时间 去世日期 注销日期 火化日期 死亡年月日 死亡登记日期 去世时间 身故日期 死亡年月 亡故日期 逝世日期 逝世时间 火化时间 殡葬日期 亡故时间',
    ),
    field('certificateNo', '死亡证明编号', 'text', '死亡证编号 死亡证明号 死亡医学证明编号 证明编号', {
      identifying: true,
    }),
    field('cause', '死亡原因', 'text', '死因 根本死因'),
  ],
});

/** Joined by the parents: the newborn often has no ID number yet. */
export const BIRTH = describe('birth', {
  label: '出生信息',
  department: DEPARTMENT,
  personFields: [
    { role: 'mother', id: 'motherId', name: 'motherName' },
    { role: 'father', id: 'fatherId', name: 'fatherName' },
  ],
  fields: [
    field(
      'childName',
      '新生儿姓名',
      'name',
      '婴儿姓名 孩子姓名 子女姓名 新生儿 出生人 姓名 儿童姓名 婴儿 小孩姓名',
    ),
    field(
      'childId',
      '新生儿身份证号',
      'id-number',
      '婴儿身份证号 孩子身份证号 子女身份证号 新生儿证件号码 新生儿身份证号码 身份证号 公民身份号码 身份证号码 儿童身份证号',
    ),
    field(
      'bornOn',
      '出生日期',
      'date',
      '出生时间 新生儿出生日期 出生年月日 婴儿出生日期 出生年月 新生儿出生时间 孩子出生日期',
      { required: true },
    ),
    ...titledPerson('mother', '母亲', '母 产妇 新生儿母亲 妈妈 母方', true),
    ...titledPerson('father', '父亲', '父 新生儿父亲 爸爸 父方', false),
    field('certificateNo', '出生医学证明编号', 'text', '出生证编号 出生证明编号 出生证号 出生医学证明号', {
      identifying: true,
    }),
  ],
});

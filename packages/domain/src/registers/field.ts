import type { FieldDescription, FieldType, PersonFields } from './types.ts';

type Extra = Partial<
  Pick<FieldDescription, 'required' | 'defaultUnit' | 'monthly' | 'identifying' | 'groups' | 'fillDown'>
>;

const UNIT_OF: Partial<Record<FieldType, NonNullable<FieldDescription['defaultUnit']>>> = {
  money: '元',
  area: '㎡',
};

/** A field from one line: `words` are header synonyms separated by spaces, the label is one of them by itself. */
export function field(
  key: string,
  label: string,
  type: FieldType,
  words: string,
  extra: Extra = {},
): FieldDescription {
  const unit = extra.defaultUnit ?? UNIT_OF[type];
  const given = [label, ...words.split(' ').filter((word) => word !== '')];
  // Offices leave off the 期 of any 日期.
  const shorter =
    type === 'date' ? given.filter((word) => word.endsWith('日期')).map((word) => word.slice(0, -1)) : [];
  const synonyms = [...new Set([...given, ...shorter])];
  return {
    key,
    label,
    type,
    synonyms,
    required: false,
    ...extra,
    ...(unit === undefined ? {} : { defaultUnit: unit }),
  };
}

/** Where 楼栋 and 单元 stand in columns of their own beside the 房号. */
export const BUILDING_WORDS = '楼栋号 栋号 楼号 幢号 座号 栋 幢 楼幢 楼幢号 栋座 所在楼栋 楼宇 楼宇号';
export const STAIR_WORDS = '单元号 所在单元 单元门 梯号 楼梯号';

const NAME_WORDS = ['姓名', '名字', '名称', '人姓名'];
const ID_WORDS = [
  '身份证号',
  '身份证号码',
  '身份证',
  '身份证编号',
  '公民身份号码',
  '公民身份证号',
  '公民身份证号码',
  '居民身份证号',
  '居民身份证号码',
  '居民身份号码',
  '身份号码',
  '身份证件号码',
  '身份证件号',
  '身份证明号码',
  '身份证明编号',
  '有效证件号码',
  '有效身份证件号码',
  '证件号码',
  '证件号',
  '证件编号',
  '证号',
  '证照号',
  '证照号码',
  'ID号',
  '身份证号/证件号',
];
const OWN_NAMES =
  '姓名 名字 人员姓名 公民姓名 本人姓名 对象姓名 个人姓名 姓名全称 当事人 当事人姓名 人员名称 职工姓名';
const OWN_IDS =
  '个人身份证号 本人身份证号 本人身份证号码 人员身份证号 人员证件号码 个人证件号码 社会保障号码 社会保障号 社保号码 社会保障卡号码';

/**
 * Name and ID columns of the person a register is about.
 * @param titles what the register calls that person (权利人, 买受人); each also combines with the ID words
 */
export function person(titles = ''): readonly FieldDescription[] {
  const called = titles.split(' ').filter((word) => word !== '');
  return [
    field('name', '姓名', 'name', [OWN_NAMES, ...titled(called, NAME_WORDS), ...called].join(' '), {
      required: true,
    }),
    field('id', '身份证号', 'id-number', [...ID_WORDS, OWN_IDS, ...titled(called, ID_WORDS)].join(' '), {
      required: true,
    }),
  ];
}

/**
 * Name and ID columns of one of several people in a row: only words that carry the person's title decide.
 * @param prefix of the keys: 'husband' gives husbandName and husbandId
 */
export function titledPerson(
  prefix: string,
  label: string,
  titles: string,
  required: boolean,
): readonly FieldDescription[] {
  const called = [label, ...titles.split(' ').filter((word) => word !== '')];
  return [
    field(`${prefix}Name`, `${label}姓名`, 'name', [...called, ...titled(called, NAME_WORDS)].join(' '), {
      required,
    }),
    field(`${prefix}Id`, `${label}身份证号`, 'id-number', titled(called, ID_WORDS).join(' '), { required }),
  ];
}

function titled(titles: readonly string[], words: readonly string[]): readonly string[] {
  return titles.flatMap((title) => words.map((word) => title + word));
}

/** The one person of a row, as `person` describes it. */
export const SELF: readonly PersonFields[] = [{ role: 'self', id: 'id', name: 'name' }];

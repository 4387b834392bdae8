import { at } from '../random.ts';

const SURNAMES = [
  ...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文',
];
const GIVEN_MALE = [...'伟强磊军勇涛超明刚平辉鹏华飞鑫波斌宇浩凯健俊帆博文轩子嘉诚志国建海龙杰宁远安'];
const GIVEN_FEMALE = [
  ...'芳娜敏静丽艳娟霞秀兰燕玲桂英梅莉萍红玉雪琴云莲真环爱妹香月莺媛瑞凡佳嘉琼勤珍贞晨婷欣怡涵梓瑜菲',
];

/** Given and father's name, written with the dot that the ministries fixed (U+00B7). */
const UYGHUR_MALE = [
  '麦麦提明',
  '艾合买提',
  '玉素甫',
  '阿不都拉',
  '吐尔逊江',
  '买买提江',
  '艾尔肯',
  '库尔班',
];
const UYGHUR_FEMALE = [
  '阿依古丽',
  '古丽娜尔',
  '热孜亚',
  '帕提古丽',
  '阿依努尔',
  '米热古丽',
  '祖丽皮亚',
  '热依汗',
];
const FATHERS = [
  '买买提',
  '吐尔逊',
  '阿不都热合曼',
  '艾山',
  '图尔荪',
  '库尔班',
  '玉山',
  '依明',
  '热合曼',
  '达吾提',
];

/**
 * An invented name for a sex, from any whole number: the same number gives the same name. One in twelve has a dot.
 */
export function inventName(number: number, sex: 'male' | 'female'): string {
  const a = number >>> 5;
  if (number % 12 === 0) {
    const own = sex === 'male' ? UYGHUR_MALE : UYGHUR_FEMALE;
    return `${at(own, a % own.length)}·${at(FATHERS, (number >>> 11) % FATHERS.length)}`;
  }
  const given = sex === 'male' ? GIVEN_MALE : GIVEN_FEMALE;
  const surname = at(SURNAMES, a % SURNAMES.length);
  const first = at(given, (number >>> 13) % given.length);
  return number % 4 === 1 ? surname + first : surname + first + at(given, (number >>> 20) % given.length);
}

/** A Han name keeps its surname in the family. */
export function inventChildName(number: number, sex: 'male' | 'female', parent: string): string {
  const name = inventName(number, sex);
  if (parent.includes('·') || name.includes('·')) {
    const own = sex === 'male' ? UYGHUR_MALE : UYGHUR_FEMALE;
    return parent.includes('·')
      ? `${at(own, number % own.length)}·${parent.split('·')[0] ?? ''}`
      : parent.charAt(0) + at(sex === 'male' ? GIVEN_MALE : GIVEN_FEMALE, number % 30);
  }
  return parent.charAt(0) + name.slice(1);
}

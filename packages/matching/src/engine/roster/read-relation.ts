import { normaliseText, type Relation } from '@anju/domain';

const SELF = /^(?:本人|户主|承租人|申请人|主申请人|承租人本人|申请人本人|户主本人|自己|主承租人|承租户)$/;

// In this order: 孙子 is no 子, 岳父 no 配偶, 儿媳 no 子.
const WORDS: readonly (readonly [RegExp, Relation])[] = [
  [/孙/, 'grandchild'],
  [/媳|婿|侄|甥|叔|伯|姑|舅|姨|嫂|其他|非亲/, 'other'],
  [/祖|爷|奶|姥|外公|外婆/, 'grandparent'],
  [/岳|公公|婆婆|继父|继母|父|母|爸|妈/, 'parent'],
  [/兄|弟|姐|妹|哥/, 'sibling'],
  [/配偶|妻|丈夫|爱人|老伴|^夫$|之夫|的夫/, 'spouse'],
  [/子|女|儿/, 'child'],
];

/** 与承租人关系 in any of the usual words; null for a blank cell. */
export function readRelation(raw: string | null): Relation | null {
  const text = normaliseText(raw ?? '').replace(/\s/g, '');
  if (text === '') return null;
  if (SELF.test(text)) return 'self';
  // 户主之妻, 与承租人关系：儿子
  const word = text.replace(/^.*(?:之|的|[::])/, '');
  return WORDS.find(([pattern]) => pattern.test(word))?.[1] ?? 'other';
}

import type { FieldDescription } from '@anju/domain';
import { type HeaderText, headerKey } from './header-text.ts';
import { unitSuits } from './units.ts';

/** One column's header: the group above (first line) and its own word. */
export interface ColumnHeader {
  readonly index: number;
  readonly group: HeaderText | null;
  readonly own: HeaderText;
  readonly groupText: string;
  readonly ownText: string;
  /** As shown: 权利人/证件号码. */
  readonly shown: string;
}

/** A field's words made comparable once, because they are held against every cell of the first rows. */
export interface FieldWords {
  readonly field: FieldDescription;
  readonly label: string;
  readonly words: ReadonlySet<string>;
  readonly groups: readonly string[];
}

export function wordsOf(field: FieldDescription): FieldWords {
  const label = headerKey(field.label);
  return {
    field,
    label,
    words: new Set([label, ...field.synonyms.map(headerKey)].filter((word) => word !== '')),
    groups: (field.groups ?? []).map(headerKey),
  };
}

/** Strengths from certain to doubtful. A WEAK fit needs the content of the column as a second witness. */
export const WEAK = 1;
const BARE = 3;
const WORD = 4;
const LABEL = 4.5;
const GROUPED = 5;
const JOINED = 6;

/** Words that make "…身份证号" the number of somebody else than the person the register is about. */
const SOMEBODY_ELSE =
  /代理|经办|联系|配偶|监护|义务人|抵押|出卖|转让方|出让方|原|前任|介绍|推荐|紧急|父|母|子女|受托|委托/u;

/** How well the header fits the field: 0 not at all. */
export function fitOf(words: FieldWords, header: ColumnHeader): number {
  const group = header.group?.key ?? '';
  const unit = header.own.unit ?? header.group?.unit ?? null;
  if (!unitSuits(unit, words.field.type)) return 0;
  if (group !== '' && group !== header.own.key && words.words.has(group + header.own.key)) return JOINED;
  const inGroup = words.groups.length > 0 && words.groups.some((word) => group.includes(word));
  if (words.groups.length > 0 && group !== '' && !inGroup) return 0;
  const own = ownFit(words, header.own);
  if (own === 0) return 0;
  if (inGroup) return own === WEAK ? WEAK : GROUPED;
  const foreign = SOMEBODY_ELSE.exec(group);
  if (foreign !== null && !words.label.includes(foreign[0])) return WEAK;
  return own;
}

function ownFit(words: FieldWords, own: HeaderText): number {
  if (own.key === words.label) return LABEL;
  if (words.words.has(own.key)) return WORD;
  if (own.bare !== null && words.words.has(own.bare.key) && unitSuits(own.bare.unit, words.field.type))
    return BARE;
  for (const word of words.words) {
    if (word.length < 2 || own.key.length <= word.length || !own.key.endsWith(word)) continue;
    const before = own.key.slice(0, -word.length);
    if (!SOMEBODY_ELSE.test(before) || words.label.includes(before)) return WEAK;
  }
  return 0;
}

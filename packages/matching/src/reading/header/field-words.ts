import type { FieldDescription } from '@anju/domain';
import { type HeaderText, headerKey } from './header-text.ts';
import { changesMeaning, leftOpenByTitle, qualify } from './qualifiers.ts';
import { likeUnit, unitFor, unitSuits } from './units.ts';

/** One column's header: the group above (first line) and its own word. */
export interface ColumnHeader {
  readonly index: number;
  readonly group: HeaderText | null;
  readonly own: HeaderText;
  readonly groupText: string;
  readonly ownText: string;
  /** As shown: 权利人/证件号码. */
  readonly shown: string;
  /** Under a title that speaks of several months, or beside their columns, in a table whose rows name no month. */
  readonly ofMonths?: true;
  /** The one year that the lines above name. */
  readonly year?: string;
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
/** The header may mean the field or something else: such a column is offered, never taken. */
export const UNCLEAR = 0.5;
const BARE = 3;
const WORD = 4;
const LABEL = 4.5;
const GROUPED = 5;
const JOINED = 6;

/** How well a header fits a field, and the unit that its cells are then read in. */
export interface Fit {
  /** 0: not at all. */
  readonly strength: number;
  readonly unit: string | null;
}

const NO_FIT: Fit = { strength: 0, unit: null };

/** Words that make "…身份证号" the number of somebody else than the person the register is about. */
const SOMEBODY_ELSE =
  /代理|经办|联系|配偶|监护|义务人|抵押|出卖|转让方|出让方|原|前任|介绍|推荐|紧急|父|母|子女|受托|委托/u;

/** @param titleUnits units that a line above the header gives for the whole table */
export function fitOf(words: FieldWords, header: ColumnHeader, titleUnits: readonly string[]): Fit {
  const own = meaningOf(words, header);
  if (own.strength === 0) return NO_FIT;
  const said = unitSaid(words, header);
  if (unitSuits(said, words.field) === 'no') return NO_FIT;
  const unit = unitOf(words, header, titleUnits);
  const told =
    changesMeaning(header.own.remarks, words.words, words.field) ||
    likeUnit(`${header.own.remarks} ${header.group?.remarks ?? ''}`, words.field);
  const open =
    header.ofMonths === true &&
    !own.yearly &&
    said?.includes('/') !== true &&
    leftOpenByTitle([header.groupText, header.ownText], words.field);
  const unclear = told || open || unitSuits(unit, words.field) === 'unclear';
  return { strength: unclear ? UNCLEAR : own.strength, unit };
}

/** The unit that the field's cells in this column are in; null where neither header nor title says. */
export function unitOf(
  words: FieldWords,
  header: ColumnHeader,
  titleUnits: readonly string[],
): string | null {
  const unit = unitFor(unitSaid(words, header), words.field) ?? unitAbove(words.field, titleUnits);
  return meaningOf(words, header).yearly ? ofYear(unit, words) : unit;
}

const ofYear = (unit: string | null, { field }: FieldWords): string =>
  unit?.includes('/') ? unit : `${unit ?? field.defaultUnit ?? '元'}/年`;

interface Meaning {
  readonly strength: number;
  readonly yearly: boolean;
}

const plain = (strength: number): Meaning => ({ strength, yearly: false });

function meaningOf(words: FieldWords, { group: upper, own: header }: ColumnHeader): Meaning {
  const group = upper?.key ?? '';
  if (group !== '' && group !== header.key && words.words.has(group + header.key)) return plain(JOINED);
  const inGroup = words.groups.length > 0 && words.groups.some((word) => group.includes(word));
  if (words.groups.length > 0 && group !== '' && !inGroup) return plain(0);
  const own = ownMeaning(words, header);
  if (own.strength <= UNCLEAR) return own;
  if (inGroup) return own.strength === WEAK ? own : plain(GROUPED);
  const foreign = group === header.key ? null : SOMEBODY_ELSE.exec(group);
  if (foreign !== null && !words.label.includes(foreign[0])) return plain(UNCLEAR);
  return changesMeaning(group, words.words, words.field) ? plain(UNCLEAR) : own;
}

function ownMeaning(words: FieldWords, own: HeaderText): Meaning {
  if (own.key === words.label) return plain(LABEL);
  if (words.words.has(own.key)) return plain(WORD);
  // 住址（小区）
  if (own.remarks !== '' && words.words.has(own.key + headerKey(own.remarks))) return plain(WORD);
  if (own.bare !== null && words.words.has(own.bare.key)) return plain(BARE);
  if (words.field.monthly === true && words.words.has(own.key.replace(/^年/u, '月')))
    return { strength: WEAK, yearly: true };
  let best: Meaning = plain(0);
  for (const key of own.bare === null ? [own.key] : [own.key, own.bare.key])
    for (const word of words.words) {
      const found = behindOthers(words, key, word);
      if (found.strength > best.strength) best = found;
    }
  return best;
}

/** A known word behind others: they have to be known too. */
function behindOthers(words: FieldWords, key: string, word: string): Meaning {
  if (word.length < 2 || key.length <= word.length || !key.endsWith(word)) return plain(0);
  const before = key.slice(0, -word.length);
  if (SOMEBODY_ELSE.test(before) && !words.label.includes(before)) return plain(0);
  const qualified = qualify(before, word, words.field);
  return { strength: qualified === 'unclear' ? UNCLEAR : WEAK, yearly: qualified === 'yearly' };
}

function unitSaid({ words }: FieldWords, { own, group }: ColumnHeader): string | null {
  const atEnd = words.has(own.key) ? undefined : own.bare?.unit;
  return own.unit ?? atEnd ?? group?.unit ?? null;
}

function unitAbove(field: FieldDescription, titleUnits: readonly string[]): string | null {
  if (field.type !== 'money' && field.type !== 'area') return null;
  return titleUnits.map((unit) => unitFor(unit, field)).find((unit) => unit !== null) ?? null;
}

import type { FieldDescription } from '@anju/domain';
import type { Random } from '../random.ts';
import type { FileStyle } from './file-style.ts';
import type { HeaderCell } from './table.ts';

const PERSON_ID = /(?:身份证号|身份证号码|公民身份号码|证件号码|身份证明号码|社会保障号码)$/u;
const PERSON_NAME = /姓名$/u;
const GROUPED_IDS = ['证件号码', '身份证号', '身份证号码'];
const AREA_UNITS = ['（㎡）', '(平方米)', '（m²）'];
/** Words further down the list are those that few offices use. */
const COMMON = 8;

/** The header of a column: one of the words that a county might send, with its unit. */
export function headerCell(
  field: FieldDescription,
  group: string | null,
  style: FileStyle,
  random: Random,
): HeaderCell {
  const word = wordFor(field, group, style, random);
  return { text: word + unitFor(field, style, random), group };
}

function wordFor(field: FieldDescription, group: string | null, style: FileStyle, random: Random): string {
  if (style.ownWords) return field.label;
  if (group !== null && field.type === 'name') return '姓名';
  if (group !== null && field.type === 'id-number') return random.pick(GROUPED_IDS);
  const pattern = field.type === 'id-number' ? PERSON_ID : field.type === 'name' ? PERSON_NAME : /./u;
  // A bracket in a header is read as a unit or a remark; such words are left out.
  const words = field.synonyms.filter((word) => pattern.test(word) && !/[（(/]/u.test(word));
  return words.length === 0
    ? field.label
    : random.pick(words.slice(0, field.type === 'id-number' ? 40 : COMMON));
}

function unitFor(field: FieldDescription, style: FileStyle, random: Random): string {
  if (field.type === 'money') {
    if (style.money === '万元') return style.unitAbove ? '' : '（万元）';
    return random.chance(0.5) ? '（元）' : '';
  }
  return field.type === 'area' && random.chance(0.7) ? random.pick(AREA_UNITS) : '';
}

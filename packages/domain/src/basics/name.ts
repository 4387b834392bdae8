import { stripInvisible } from './normalise-text.ts';
import { mapPrivateUse } from './private-use-names.ts';

const PLAIN_HAN = /^[\u4E00-\u9FFF]{2,4}$/;
// 民委发〔2016〕33号 fixes U+00B7 between the parts of a name; these are typed or converted in its place.
const DOTS = /\s*[·•‧・･.．∙⋅●․⸱⸰⸳ꞏᐧ᛫ㆍ﹒\u0387](?:\s*[·•‧・･.．∙⋅●․⸱⸰⸳ꞏᐧ᛫ㆍ﹒\u0387])*\s*/g;
const FULL_WIDTH = /[\uFF01-\uFF5E]/g;
const HAN_NAME = /^[\p{Script=Han}\p{Co}·\s]+$/u;

/**
 * A name in the form in which names are compared; what is shown stays as it was written. Dot look-alikes become
 * U+00B7 without spaces around it, private-use characters their code points, spaces inside Chinese names
 * ("王　芳") go, runs of spaces in other names become one, letters upper-case and half-width.
 * Not NFKC: that would change compatibility ideographs.
 */
export function normaliseName(raw: string): string {
  if (PLAIN_HAN.test(raw)) return raw;
  // Runs of spaces first: the patterns below would go over a hostile cell's thousands of them again and again.
  const name = mapPrivateUse(stripInvisible(raw))
    .replace(/\s+/g, ' ')
    .replace(DOTS, '·')
    .replace(FULL_WIDTH, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/^[·\s]+|[·\s]+$/g, '');
  if (HAN_NAME.test(name)) return name.replace(/\s+/g, '');
  return name.toUpperCase();
}

/**
 * Whether two spellings are one name. Where only one side has separators they are not compared, because many
 * registers could not store the dot.
 */
export function sameName(a: string, b: string): boolean {
  const left = normaliseName(a);
  const right = normaliseName(b);
  if (left === '' || right === '') return false;
  if (left === right) return true;
  return left.includes('·') !== right.includes('·') && joined(left) === joined(right);
}

function joined(name: string): string {
  return name.replace(/[·\s]/g, '');
}

import { KEY_LABELS, SECTION_LABELS, VALUE_LABELS } from './pack-labels.ts';
import { isTree, type Tree, valueAt } from './read-pack.ts';

export interface PackSection {
  readonly key: string;
  readonly title: string;
  readonly clause: string | null;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
}

const NUMBER = new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 4 });
const APART = new Set(['clause', 'note', 'source']);
const UNIT_BY_SECTION: Readonly<Record<string, string>> = {
  'admission.housing': '㎡',
  'admission.income': '元',
  'admission.assets': '元',
};

/** A value as people say it: 含 / 不含 for inclusive, 是 / 否, a list with 、, a nested section in one line. */
function textOf(section: string, key: string, value: unknown): string {
  const unit = key === 'limit' ? UNIT_BY_SECTION[section] : KEY_LABELS[key]?.unit;
  if (key === 'inclusive' || key === 'displacementInclusive')
    return value === true ? '符合（含本数）' : '不符合（不含本数）';
  if (key.startsWith('exempt') && typeof value === 'boolean') return value ? '不计入' : '计入';
  if (key === 'ratio' && typeof value === 'number') return `${NUMBER.format(value * 100)}%`;
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'number') return `${NUMBER.format(value)}${unit === undefined ? '' : ` ${unit}`}`;
  if (typeof value === 'string') return VALUE_LABELS[value] ?? value;
  if (Array.isArray(value)) return value.map((one) => textOf(section, key, one)).join('、');
  if (isTree(value))
    return Object.entries(value)
      .map(([name, inner]) => `${KEY_LABELS[name]?.label ?? name} ${textOf(section, name, inner)}`)
      .join('，');
  return '';
}

function sectionOf(pack: unknown, key: string): PackSection | null {
  const found = valueAt(pack, key);
  const title = SECTION_LABELS[key] ?? key;
  if (Array.isArray(found))
    return {
      key,
      title,
      clause: null,
      facts: found.map((one, index) => ({ label: `第 ${index + 1} 步`, value: textOf(key, '', one) })),
    };
  if (!isTree(found)) return null;
  // The sections of admission stand by themselves: here only what is left.
  const own = Object.entries(found).filter(
    ([name]) => !APART.has(name) && SECTION_LABELS[`${key}.${name}`] === undefined,
  );
  if (own.length === 0) return null;
  return {
    key,
    title,
    clause: clauseOf(found),
    facts: own.map(([name, value]) => ({
      label: KEY_LABELS[name]?.label ?? name,
      value: textOf(key, name, value),
    })),
  };
}

const clauseOf = (tree: Tree): string | null => {
  const clause = tree.clause;
  return typeof clause === 'string' ? clause : null;
};

/** A pack as sections that read like the document, in its order; sections it does not regulate are left out. */
export function packSections(pack: unknown): readonly PackSection[] {
  return Object.keys(SECTION_LABELS).flatMap((key) => {
    const section = sectionOf(pack, key);
    return section === null ? [] : [section];
  });
}

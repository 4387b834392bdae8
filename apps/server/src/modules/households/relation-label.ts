const LABELS: Readonly<Record<string, string>> = {
  self: '本人',
  spouse: '配偶',
  child: '子女',
  parent: '父母',
  sibling: '兄弟姐妹',
  grandchild: '孙子女',
  grandparent: '祖父母',
  other: '其他',
};

/** A member's relation to the applicant, in the bureau's words. */
export function relationLabel(relation: string): string {
  return LABELS[relation] ?? relation;
}

/** What a figure can be counted from. */
export const SOURCE_KINDS = {
  problem: '问题',
  clue: '线索',
  accountability: '问责记录',
  'unit-measure': '单位处理',
  exposure: '通报曝光',
  'typical-case': '典型案例',
  result: '公布成果',
  exit: '应退家庭',
  contact: '联络人',
} as const;

export type SourceKind = keyof typeof SOURCE_KINDS;

/** One record behind a figure, written "problem:ID". */
export type SourceRef = `${SourceKind}:${string}`;

export const sourceRef = (kind: SourceKind, id: string): SourceRef => `${kind}:${id}`;

export function readSourceRef(ref: SourceRef): { readonly kind: SourceKind; readonly id: string } {
  const at = ref.indexOf(':');
  const kind = ref.slice(0, at);
  if (!isSourceKind(kind)) throw new RangeError(`not a source: ${ref}`);
  return { kind, id: ref.slice(at + 1) };
}

const isSourceKind = (text: string): text is SourceKind => Object.hasOwn(SOURCE_KINDS, text);

/** How a problem of the ledger is called: 问题〔2026〕12号. */
export function problemNumber(year: number, serial: number): string {
  return `问题〔${year}〕${serial}号`;
}

/** 五落实: what has to be pinned down for each problem (source 0, part 4). */
export const FIVE_PINNED = {
  task: '整改任务',
  responsible: '责任单位（责任人）',
  staff: '整改人员',
  progress: '整改进度',
  deadline: '整改时限',
} as const;

/**
 * A clue's text without the people it names: they stay with the clue. The surname stays readable.
 * Longer names first, so that no part of one is left.
 */
export function withoutNames(text: string, names: readonly string[]): string {
  return [...new Set(names)]
    .filter((name) => [...name].length >= 2)
    .sort((a, b) => b.length - a.length)
    .reduce((left, name) => left.replaceAll(name, `${[...name][0] ?? ''}某`), text);
}

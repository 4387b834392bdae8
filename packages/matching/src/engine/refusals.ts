import type { Refusal, RefusalList } from './types.ts';

const LISTED_PER_FILE = 100_000;

/** Collects refusals, listing a bounded number for each file. */
export class Refusals implements RefusalList {
  readonly #listed: Refusal[] = [];
  readonly #rowsByFile = new Map<string, number>();
  readonly #allByFile = new Map<string, number>();
  #count = 0;

  get listed(): readonly Refusal[] {
    return this.#listed;
  }

  get count(): number {
    return this.#count;
  }

  add(refusal: Refusal): void {
    const key = `${refusal.register} ${refusal.file}`;
    const seen = this.#allByFile.get(key) ?? 0;
    this.#allByFile.set(key, seen + 1);
    this.#count += 1;
    if (refusal.extent === 'row') this.#rowsByFile.set(key, (this.#rowsByFile.get(key) ?? 0) + 1);
    if (seen < LISTED_PER_FILE) this.#listed.push(refusal);
  }

  /** Adds what another has collected of files of its own. */
  take(other: Refusals): void {
    for (const refusal of other.#listed) this.#listed.push(refusal);
    this.#count += other.#count;
    for (const [key, rows] of other.#rowsByFile)
      this.#rowsByFile.set(key, (this.#rowsByFile.get(key) ?? 0) + rows);
    for (const [key, all] of other.#allByFile)
      this.#allByFile.set(key, (this.#allByFile.get(key) ?? 0) + all);
  }

  /** Counts rows that are refused without being listed one by one. */
  addUnlisted(register: Refusal['register'], file: string, rows: number): void {
    const key = `${register} ${file}`;
    this.#rowsByFile.set(key, (this.#rowsByFile.get(key) ?? 0) + rows);
    this.#count += rows;
  }

  /** Rows of a file of which nothing was used. */
  rowsOf(register: Refusal['register'], file: string): number {
    return this.#rowsByFile.get(`${register} ${file}`) ?? 0;
  }
}

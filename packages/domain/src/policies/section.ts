/** Where a pack or section was taken from, and how far to trust it. */
export interface PolicySource {
  readonly text: string;
  /** primary: text read · government: seen on a government page · third-party: verify first · unverified. */
  readonly confidence: 'primary' | 'government' | 'third-party' | 'unverified';
  /** Keys of the pack that stand in for values the source does not give. */
  readonly placeholders?: readonly string[];
}

/** What every section may carry. */
export interface Section {
  /** Number or words of the clause, e.g. 第八条第二款; see `clauseOf`. */
  readonly clause?: string;
  readonly source?: PolicySource;
  readonly note?: string;
}

/** A length of time with its unit: 日 and 工作日 are mixed in every local rule. */
export interface Period {
  readonly value: number;
  readonly unit: 'day' | 'working-day' | 'month' | 'year';
}

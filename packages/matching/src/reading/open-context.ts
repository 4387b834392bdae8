import type { FieldWords } from './header/field-words.ts';
import type { Checkpoint } from './limits.ts';
import type { OpenOptions, ReadLimits, TableToRead } from './types.ts';

/** What every format's reader is handed. */
export interface OpenContext {
  readonly path: string;
  readonly name: string;
  readonly size: number;
  readonly table: TableToRead;
  readonly words: readonly FieldWords[];
  readonly limits: ReadLimits;
  readonly checkpoint: Checkpoint;
  readonly options: OpenOptions;
  /** A folder for this table alone, made when first asked for. */
  readonly scratchFolder: () => Promise<string>;
  readonly removeScratch: () => Promise<void>;
}

/** Rows kept for the preview. */
export const PREVIEW_ROWS = 20;

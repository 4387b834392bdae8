import type { CampaignForm, UntrueClues } from '@anju/domain';
import type { FormOptions } from '@anju/official-forms';
import type { Json } from '../../platform/json.ts';
import type { SourceRef } from './forms/source-ref.ts';

/** A value set by hand over the computed one, with what was computed at that time. */
export interface Correction {
  readonly value: number | string;
  readonly computed: number | string | null;
  readonly reason: string;
  readonly byName: string;
  readonly at: string;
}

/** Why a fault that a check names is right all the same. */
export interface Explanation {
  readonly message: string;
  readonly reason: string;
  readonly byName: string;
  readonly at: string;
}

/** What a form tells of cases beyond the records behind its cells. */
export interface Told {
  /** Records of the counties whose forms were put together in it. */
  readonly refs: readonly SourceRef[];
  /** Counties whose form came as a file: it may tell of any clue of theirs. */
  readonly files: readonly string[];
}

/**
 * What of a prefecture's form came from records of its own, by themselves: its rows stand before those of the counties,
 * its figures are part of the sums.
 */
export interface FrozenShare {
  readonly data: Json;
  readonly rowKeys: Readonly<Record<string, readonly string[]>>;
  readonly sources: Readonly<Record<string, readonly SourceRef[]>>;
}

/** A form frozen: its data, the records behind each value, corrections and faults as they were. */
export interface FrozenForm {
  readonly data: Json;
  readonly rowKeys: Readonly<Record<string, readonly string[]>>;
  readonly sources: Readonly<Record<string, readonly SourceRef[]>>;
  readonly corrections: Readonly<Record<string, Correction>>;
  readonly faults: readonly ReportFault[];
  readonly told?: Told;
  /** Null where the form has nothing of it; absent of a county, and of what was frozen before it was kept. */
  readonly own?: FrozenShare | null;
  /** Of a prefecture's form, the counties' clues counted in it that had been handed down to them. */
  readonly handed?: readonly string[];
  /** How its campaign printed and counted it then; what was frozen before this was kept follows the campaign. */
  readonly printed?: PrintedAs;
}

/** How a form is printed and counted. */
export interface PrintedAs {
  readonly options: FormOptions;
  readonly basis: CampaignForm['basis'];
  readonly untrueClues?: UntrueClues;
}

/** A fault of a report: mended at its source, or explained. */
export interface ReportFault {
  /** Stays while the fault is the same one: place and wording, so that an explanation ends when the numbers change. */
  readonly key: string;
  readonly code: string;
  readonly path: string | null;
  readonly cell: string | null;
  readonly message: string;
  /** False where no reason can make it right: a form that can't be written, a sanction the law does not know. */
  readonly explainable: boolean;
  readonly explanation: Explanation | null;
}

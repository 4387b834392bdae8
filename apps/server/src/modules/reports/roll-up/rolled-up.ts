import type { CampaignFormCode, ReportState, UntrueClues } from '@anju/domain';
import type { Json } from '../../../platform/json.ts';
import type { FormCampaign } from '../forms/form-scope.ts';
import type { SourceRef } from '../forms/source-ref.ts';
import type { Told } from '../frozen-form.ts';
import type { ReportRow } from '../report-store.ts';
import type { OwnShare } from '../since-sent/own-share.ts';
import type { Contribution } from './join-forms.ts';

/** The counties' forms of a period put together, with who is in it and who is not. */
export interface RollUp {
  readonly campaign: FormCampaign;
  /** False for a campaign that counties started by themselves: its roll-up is looked at, and is no report. */
  readonly takesPart: boolean;
  readonly code: CampaignFormCode;
  readonly period: string;
  readonly data: Json;
  readonly included: readonly (Contribution & {
    readonly reportId: string | null;
    readonly no: number | null;
    readonly state: ReportState | null;
    /** Sent as a file of the county's own. */
    readonly asFile: boolean;
    /** How F4 counted clues concluded untrue; null where that is not known, and for the level's own records. */
    readonly untrueClues: UntrueClues | null;
  })[];
  readonly missing: readonly ReportRow[];
  /** The prefecture's own records that are counted in, as they stand: it sends itself no report. Null where none are. */
  readonly ownRecords: readonly SourceRef[] | null;
  /** The same as a form of their own; null of a level or a form that has none. */
  readonly own: OwnShare | null;
  /** The counties' clues counted in it that had been handed down to them. */
  readonly handed: readonly string[];
  readonly told: Told;
}

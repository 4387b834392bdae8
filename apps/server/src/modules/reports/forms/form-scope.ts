import type {
  CampaignContent,
  CampaignForm,
  FormPeriod,
  PlanCode,
  ReportForm,
  UntrueClues,
} from '@anju/domain';
import type { Fault } from '@anju/official-forms';
import type { Deps } from '../../../platform/deps.ts';
import type { Json } from '../../../platform/json.ts';
import type { Tx } from '../../../platform/postgres/database.ts';
import type { SourceRef } from './source-ref.ts';

/** A campaign as a form needs it. */
export interface FormCampaign {
  readonly id: string;
  readonly plan: PlanCode;
  readonly title: string;
  readonly year: number;
  readonly place: string;
  readonly starts_on: string;
  readonly ends_on: string;
  /** The day on which it was started in the system. */
  readonly entered_on: string;
  readonly content: CampaignContent;
  readonly state: 'running' | 'ended';
}

/** What is typed by hand on a form; nothing of it is computed. */
export interface TypedTexts {
  readonly filler?: string;
  readonly phone?: string;
  readonly leader?: string;
  readonly remarks?: string;
  readonly obstacles?: string;
  /** Ids of the typical cases to print, in order; all of the month when not chosen. */
  readonly cases?: readonly string[];
}

/** Which records a form counts: county, campaign, and the days from `from` to `to`, both inclusive. */
export interface CountingScope {
  readonly county: string;
  readonly campaignId: string;
  /** The campaign's first day: what came in before it is found on it. */
  readonly startsOn: string;
  readonly from: string;
  readonly to: string;
  /** Whether clues concluded untrue by `to` count as found and finished; they do unless said. */
  readonly untrueClues?: UntrueClues;
  /** Null where the form counts since the campaign began: it has no earlier period. */
  readonly sequence: PeriodSequence | null;
}

/** A form that counts its period only, among its periods: what an earlier one told is not told again. */
export interface PeriodSequence {
  readonly form: ReportForm;
  readonly period: string;
  /** In order; `to` is a period's last day. */
  readonly earlier: readonly Pick<FormPeriod, 'period' | 'to'>[];
}

/** All that a form is computed from. */
export interface FormContext extends CountingScope {
  readonly tx: Tx;
  readonly deps: Pick<Deps, 'secrets'>;
  readonly campaign: FormCampaign;
  readonly setting: CampaignForm;
  readonly period: FormPeriod;
  readonly typed: TypedTexts;
  readonly reportDate: string;
  readonly unit: string;
  readonly countyName: string;
}

/** A form computed from the records. */
export interface ComputedForm {
  /** FormData of the form, as JSON: the form's own `parse` says whether it is whole. */
  readonly data: Json;
  /** For each growing list of the data, what its rows are of: a key that stays when rows move. */
  readonly rowKeys: Readonly<Record<string, readonly string[]>>;
  /** The values that are counted or copied from records. */
  readonly sources: FormSources;
  /** What the records themselves say against values that were copied from them. */
  readonly faults?: readonly Fault[];
}

export interface FormSources {
  /** Whether the value at a path opens a list of records. */
  has(path: string): boolean;
  /** The records behind the value at a path; the first `most` of them, where given. */
  of(path: string, most?: number): Promise<readonly SourceRef[]>;
  /** Every path that has records. */
  readonly paths: readonly string[];
}

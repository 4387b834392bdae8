import type { CampaignForm, CampaignFormCode } from '@anju/domain';
import type { FormOptions } from '@anju/official-forms';
import type { Json } from '../../platform/json.ts';
import type { CountedPeriod } from './compute-report.ts';
import type { ShownCorrection } from './correct-form.ts';
import type { AnyForm } from './form-of.ts';
import type { FormCampaign, FormSources } from './forms/form-scope.ts';
import type { ReportFault, Told } from './frozen-form.ts';
import type { ReportRow } from './report-store.ts';
import type { OwnShare } from './since-sent/own-share.ts';
import type { RowKeys } from './stable-path.ts';

/** A report with everything that is said about it. */
export interface AssembledReport {
  readonly row: ReportRow;
  readonly code: CampaignFormCode;
  readonly form: AnyForm;
  readonly options: FormOptions;
  readonly campaign: FormCampaign;
  readonly setting: CampaignForm;
  readonly period: CountedPeriod;
  /** Where the data come from now: records, a file that the county sent, what the counties sent, or what was frozen. */
  readonly basis: 'records' | 'file' | 'counties' | 'frozen';
  readonly data: Json;
  readonly rowKeys: RowKeys;
  readonly sources: FormSources;
  readonly told: Told;
  /** What of a prefecture's form came from records of its own; null of a county, and where that is not known. */
  readonly own: OwnShare | null;
  /** Of a prefecture's form, the counties' clues counted in it that had been handed down to them. */
  readonly handed: readonly string[];
  readonly corrections: readonly ShownCorrection[];
  readonly faults: readonly ReportFault[];
}

/** What of a report is known before its data. */
export type Head = Pick<
  AssembledReport,
  'row' | 'code' | 'form' | 'options' | 'campaign' | 'setting' | 'period'
>;

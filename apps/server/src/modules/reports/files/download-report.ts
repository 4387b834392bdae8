import { type CampaignForm, type CampaignFormCode, periodLabel } from '@anju/domain';
import { type CountingBasis, type FormOptions, fileNameOf } from '@anju/official-forms';
import type { Json } from '../../../platform/json.ts';
import { Problem } from '../../../platform/problem.ts';
import { type AnyForm, asPrinted } from '../form-of.ts';
import type { FormCampaign } from '../forms/form-scope.ts';
import { valueAt } from '../stable-path.ts';

const MONTH = /^\d{4}-\d{2}$/;
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** What a file is of: the state stands in front of its name, so that a draft is never taken for what was sent. */
export interface FormFile {
  readonly code: CampaignFormCode;
  readonly campaign: Pick<FormCampaign, 'year' | 'place'>;
  readonly basis: CampaignForm['basis'];
  readonly period: string;
  readonly unit: string;
  readonly reportDate: string;
  /** 草稿, 审签稿, 第2版, 汇总 */
  readonly mark: string;
}

/** The form's file name: state, form, unit, period and how it was counted. */
export function reportFileName(file: FormFile): string {
  const { code, campaign, period } = file;
  const header = { unitName: file.unit, reportDate: file.reportDate };
  const basis = basisOf(file);
  const ofPeriod = { ...header, unitName: `${file.unit}-${periodLabel(period)}` };
  const ofMonth = { ...header, month: period.slice(0, 7), basis };
  const nameOf = (): string => {
    if (code === 'F6') return fileNameOf(code, ofPeriod);
    if (code === 'F1' || code === 'F3') return fileNameOf(code, { ...ofPeriod, basis });
    const { year, place } = campaign;
    return fileNameOf(code, code === 'F2' ? { ...ofMonth, year, place } : ofMonth);
  };
  return `${file.mark}-${nameOf()}`;
}

function basisOf({ basis, period }: FormFile): CountingBasis {
  if (basis === 'cumulative') return basis;
  return MONTH.test(period) ? 'month' : 'period';
}

/** The exact .xlsx. Throws Problem form-not-whole where a value can't stand on the form. */
export async function writeReport(form: AnyForm, data: Json, options: FormOptions): Promise<Uint8Array> {
  const parsed = form.parse(data);
  if (!parsed.ok) {
    throw new Problem({
      status: 409,
      code: 'form-not-whole',
      title: '表格还不能生成',
      detail: `有 ${parsed.error.length} 格内容放不进表格，请先改正：${parsed.error[0]?.message ?? ''}`,
      errors: parsed.error.map((fault) => ({ path: fault.path ?? '', message: fault.message })),
    });
  }
  return await form.write(asPrinted(form, parsed.value, options), options);
}

export const reportDateOf = (data: Json): string => {
  const date = valueAt(data, 'header.reportDate');
  return typeof date === 'string' ? date : '';
};

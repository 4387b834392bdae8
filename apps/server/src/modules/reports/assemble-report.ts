import {
  type CampaignForm,
  type CampaignFormCode,
  ENDING_DISPOSALS,
  type FormPeriod,
  type ReportForm,
} from '@anju/domain';
import { type F5Sums, type Fault, FORMS, type FormOptions, sumsOfF5 } from '@anju/official-forms';
import type { Json } from '../../platform/json.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { checkForm, crossFaults, reportFaults, sumFaults } from './check-report.ts';
import {
  type AssembleDeps,
  type ComputedOf,
  computeReport,
  contextOf,
  periodOf,
  settingOf,
  signatureOf,
} from './compute-report.ts';
import { correctForm, type ShownCorrection } from './correct-form.ts';
import { fileFaults } from './file-faults.ts';
import { type AnyForm, formOf, optionsOf } from './form-of.ts';
import { correctF5Sums } from './forms/correct-f5-sums.ts';
import { countF5 } from './forms/f5-sums-store.ts';
import type { FormCampaign, FormSources } from './forms/form-scope.ts';
import { listedSources } from './forms/listed-sources.ts';
import { maskPhones } from './phones.ts';
import { isPrefecture } from './prefecture.ts';
import {
  type FrozenForm,
  findReport,
  type ReportFault,
  type ReportRow,
  readCampaign,
} from './report-store.ts';
import { partFaults, type RollUp, rollUp } from './roll-up.ts';
import { presentPath, type RowKeys } from './stable-path.ts';
import { readVersion } from './version-store.ts';

/** A report with everything that is said about it. */
export interface AssembledReport {
  readonly row: ReportRow;
  readonly code: CampaignFormCode;
  readonly form: AnyForm;
  readonly options: FormOptions;
  readonly campaign: FormCampaign;
  readonly setting: CampaignForm;
  readonly period: FormPeriod;
  /** Where the data come from now: records, a file that the county sent, what the counties sent, or what was frozen. */
  readonly basis: 'records' | 'file' | 'counties' | 'frozen';
  readonly data: Json;
  readonly rowKeys: RowKeys;
  readonly sources: FormSources;
  readonly corrections: readonly ShownCorrection[];
  readonly faults: readonly ReportFault[];
}

export function isFormCode(form: ReportForm): form is CampaignFormCode {
  return form !== 'stage' && form !== 'final';
}

/** Everything of a report. Null where its campaign no longer has the form or the period. */
export async function assembleReport(
  tx: Tx,
  deps: AssembleDeps,
  row: ReportRow,
): Promise<AssembledReport | null> {
  if (!isFormCode(row.form)) return null;
  const campaign = await readCampaign(tx, row.county, row.campaign_id);
  const setting = campaign === null ? null : settingOf(campaign, row.form);
  if (campaign === null || setting === null) return null;
  const period = await periodOf(tx, row.county, campaign, setting, row.period);
  if (period === null) return null;
  const head = {
    row,
    code: row.form,
    form: formOf(row.form),
    options: optionsOf(campaign, row.form),
    campaign,
    setting,
    period,
  };
  const frozen = await frozenOf(tx, row);
  if (frozen !== null) return { ...head, ...thaw(head.form, frozen) };
  if (isPrefecture(row.county)) return { ...head, ...(await rolledUp(tx, deps, head)) };
  if (row.received !== null) return { ...head, ...(await received(tx, deps, head, row.received)) };
  const computed = await computeReport(tx, deps, head);
  const { data, shown } = correctForm(head.form, computed.data, computed.rowKeys, row.corrections);
  const extra = await faultsBetween(tx, deps, head, data);
  const faults = checkForm(head.form, data, head.options, extra);
  return {
    ...head,
    basis: 'records',
    data: maskPhones(data),
    rowKeys: computed.rowKeys,
    sources: computed.sources,
    corrections: shown,
    faults: reportFaults(faults, computed.rowKeys, row.explanations),
  };
}

/** What was approved or sent; null while the report is being filled. */
async function frozenOf(tx: Tx, row: ReportRow): Promise<FrozenForm | null> {
  if (row.state === 'approved') return row.approved;
  if (row.state === 'submitted' || row.state === 'locked') return await readVersion(tx, row, 'last');
  return null;
}

/** A frozen form as a report shows it: its faults are those of that day, each with its reason. */
export function thaw(
  form: AnyForm,
  frozen: FrozenForm,
): Pick<AssembledReport, 'basis' | 'data' | 'rowKeys' | 'sources' | 'corrections' | 'faults'> {
  const refs = new Map(Object.entries(frozen.sources));
  return {
    basis: 'frozen',
    data: frozen.data,
    rowKeys: frozen.rowKeys,
    sources: listedSources(refs),
    corrections: Object.entries(frozen.corrections).map(([key, correction]) => {
      const path = presentPath(key, frozen.rowKeys);
      const label = (path === null ? null : form.label(path)) ?? key;
      return { ...correction, key, path, label, computedNow: correction.computed, changedSince: false };
    }),
    faults: frozen.faults,
  };
}

const NO_SOURCES: FormSources = { has: () => false, of: async () => [], paths: [] };

type Head = Pick<AssembledReport, 'row' | 'code' | 'form' | 'options' | 'campaign' | 'setting' | 'period'>;

/** A form that came as a file: its own values, checked as every form; no records stand behind its cells. */
async function received(
  tx: Tx,
  deps: AssembleDeps,
  head: Head,
  data: Json,
): Promise<Pick<AssembledReport, 'basis' | 'data' | 'rowKeys' | 'sources' | 'corrections' | 'faults'>> {
  const { data: own } = await computeReport(tx, deps, head);
  const extra = await faultsOfFile(tx, deps, head, data, own);
  const faults = checkForm(head.form, data, head.options, extra);
  return {
    basis: 'file',
    data,
    rowKeys: {},
    sources: NO_SOURCES,
    corrections: [],
    faults: reportFaults(faults, {}, head.row.explanations),
  };
}

/** The prefecture's own form: what its counties sent, put together, with what changed since that was last done. */
async function rolledUp(
  tx: Tx,
  deps: AssembleDeps,
  head: Head,
): Promise<Pick<AssembledReport, 'basis' | 'data' | 'rowKeys' | 'sources' | 'corrections' | 'faults'>> {
  const { row, campaign, code } = head;
  const of = { campaignId: campaign.id, form: code, period: row.period };
  const { filler, leader } = signatureOf(row);
  const signature = { filler, leader, phone: row.typed.phone ?? '' };
  const joined = await rollUp(tx, deps, { scope: row.county.slice(0, 4), county: row.county }, of, signature);
  const data = joined?.data ?? null;
  const parts = joined === null ? [] : partFaults(row, joined);
  const between = joined === null ? [] : await faultsBetweenJoined(tx, deps, head, joined);
  const faults = checkForm(head.form, data, head.options, [...parts, ...between]);
  return {
    basis: 'counties',
    data,
    rowKeys: {},
    sources: NO_SOURCES,
    corrections: [],
    faults: reportFaults(faults, {}, row.explanations),
  };
}

/** F4 against F5, both put together from the same counties; where they are not, that is what is said. */
async function faultsBetweenJoined(
  tx: Tx,
  deps: AssembleDeps,
  head: Head,
  f4: RollUp,
): Promise<readonly Fault[]> {
  if (head.code !== 'F4') return [];
  const { county, campaign_id: campaignId, period } = head.row;
  const at = { scope: county.slice(0, 4), county };
  const f5 = await rollUp(tx, deps, at, { campaignId, form: 'F5', period });
  if (f5 === null) return [];
  const lone = [
    ...f4.included.filter((one) => !f5.included.some((other) => other.county === one.county)),
    ...f5.included.filter((one) => !f4.included.some((other) => other.county === one.county)),
  ];
  if (lone.length === 0) return crossFaults(f4.data, f5.data, crossOptions(head));
  const names = lone.map(({ name }) => name).join('、');
  return [
    { code: 'county-missing', message: `${names}的查处整改表和问题线索表只计入了一张，两表没有核对。` },
  ];
}

/** Money is held against money at the places of whichever of the two forms is printed more coarsely. */
function crossOptions({ campaign: { content } }: Head) {
  const places = content.forms.flatMap(({ form, wanDecimals = 4 }) =>
    form === 'F4' || form === 'F5' ? [wanDecimals] : [],
  );
  return {
    ending: content.lists.disposals.filter((one) => ENDING_DISPOSALS.includes(one)),
    wanDecimals: Math.min(...places),
  };
}

/** "应与问题线索表有关内容保持一致": the faults stand on F4, which is the one to be mended or explained. */
async function faultsBetween(tx: Tx, deps: AssembleDeps, head: Head, f4: Json): Promise<readonly Fault[]> {
  if (head.code !== 'F4') return [];
  const other = await findF5(tx, head);
  if (other === null) return [];
  const context = contextOf(tx, deps, other);
  const options = crossOptions(head);
  const { earlier, ...counted } = await countF5(context, contextOf(tx, deps, head), options.ending);
  const sent = await sentOf(tx, other.row);
  const sums =
    sent === null
      ? await correctF5Sums(context, counted, { ...options, corrections: other.row.corrections })
      : sentSums(sent, options.ending);
  return sums === null ? [] : sumFaults(f4, sums, { ...options, earlier });
}

function sentSums(f5: Json, ending: readonly string[]): F5Sums | null {
  const parsed = FORMS.F5.parse(f5);
  return parsed.ok ? sumsOfF5(parsed.value, ending) : null;
}

/**
 * What is wrong with a file as the form of this report: it is another one's, or does not agree with the form of the
 * same month that was sent or came as a file too.
 *
 * @param own the form as the records give it
 */
export async function faultsOfFile(
  tx: Tx,
  deps: AssembleDeps,
  head: Head,
  data: Json,
  own: Json,
): Promise<readonly Fault[]> {
  const wrong = fileFaults(own, data, { from: head.period.from, today: deps.clock.today() });
  if (head.code !== 'F4' && head.code !== 'F5') return wrong;
  const other = await sentForm(tx, head, head.code === 'F4' ? 'F5' : 'F4');
  if (other === null) return wrong;
  if (head.code === 'F4') return [...wrong, ...crossFaults(data, other, crossOptions(head))];
  // The cross-check names cells of F4; here it is F5 that is looked at.
  const between = crossFaults(other, data, crossOptions(head)).map(({ code, message }) => ({
    code,
    message,
  }));
  return [...wrong, ...between];
}

/** Another form of the same month as it was signed, sent or came as a file; null while it is but computed. */
async function sentForm(tx: Tx, head: Head, code: CampaignFormCode): Promise<Json | null> {
  const { county, campaign_id: campaignId, period } = head.row;
  const row = await findReport(tx, { county, campaignId, form: code, period });
  return row === null ? null : await sentOf(tx, row);
}

const sentOf = async (tx: Tx, row: ReportRow): Promise<Json | null> =>
  (await frozenOf(tx, row))?.data ?? row.received;

/** The F5 of the same month, where it has been opened. */
async function findF5(
  tx: Tx,
  { campaign, row: f4 }: Head,
): Promise<(ComputedOf & { row: ReportRow }) | null> {
  const setting = settingOf(campaign, 'F5');
  if (setting === null) return null;
  const { county, campaign_id: campaignId, period } = f4;
  const row = await findReport(tx, { county, campaignId, form: 'F5', period });
  const span = await periodOf(tx, county, campaign, setting, period);
  return row === null || span === null ? null : { row, campaign, setting, period: span };
}

import { isOfficialForm, isPrefecture } from '@anju/domain';
import type { Json } from '../../platform/json.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import type { AssembledReport, Head } from './assembled-report.ts';
import { readCampaign } from './campaign-store.ts';
import { checkForm, reportFaults } from './check-report.ts';
import { type AssembleDeps, computeReport, periodOf, settingOf, signatureOf } from './compute-report.ts';
import { correctForm } from './correct-form.ts';
import { faultsBetween, faultsOfFile } from './faults-between.ts';
import { formOf, optionsOf } from './form-of.ts';
import type { FormSources } from './forms/form-scope.ts';
import { listedSources, NO_SOURCES } from './forms/listed-sources.ts';
import { frozenOf } from './freeze-report.ts';
import type { FrozenForm } from './frozen-form.ts';
import { maskPhones } from './phones.ts';
import type { ReportRow } from './report-store.ts';
import { partFaults, rollUp } from './roll-up/roll-up.ts';
import { rollUpFaults } from './roll-up/roll-up-faults.ts';
import { presentPath } from './stable-path.ts';
import { NOTHING_MORE, toldInFile } from './tellings.ts';

/** Everything of a report. Null where its campaign no longer has the form or the period. */
export async function assembleReport(
  tx: Tx,
  deps: AssembleDeps,
  row: ReportRow,
): Promise<AssembledReport | null> {
  if (!isOfficialForm(row.form)) return null;
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
  if (frozen !== null) return { ...head, ...thaw(head, frozen) };
  if (isPrefecture(row.county)) return { ...head, ...(await rolledUp(tx, deps, head)) };
  if (row.received !== null) return { ...head, ...(await received(tx, deps, head, row.received)) };
  const computed = await computeReport(tx, deps, head);
  const { data, shown } = correctForm(head.form, computed.data, computed.rowKeys, row.corrections);
  const corrected = new Set(shown.map(({ path }) => path));
  const copied = (computed.faults ?? []).filter(({ path = null }) => !corrected.has(path));
  const extra = [...copied, ...(await faultsBetween(tx, deps, head, data))];
  const faults = checkForm(head.form, data, head.options, extra);
  return {
    ...head,
    basis: 'records',
    data: maskPhones(data),
    rowKeys: computed.rowKeys,
    sources: computed.sources,
    told: NOTHING_MORE,
    own: null,
    handed: [],
    corrections: shown,
    faults: reportFaults(faults, computed.rowKeys, row.explanations),
  };
}

/** A frozen form as a report shows it: its faults and its print are those of that day. */
export function thaw(
  { form, options, setting }: Pick<Head, 'form' | 'options' | 'setting'>,
  frozen: FrozenForm,
): FormState & Pick<AssembledReport, 'options' | 'setting'> {
  return {
    basis: 'frozen',
    options: frozen.printed?.options ?? options,
    setting: {
      ...setting,
      basis: frozen.printed?.basis ?? setting.basis,
      // Before there was a choice, they were counted.
      untrueClues: frozen.printed?.untrueClues ?? 'counted',
    },
    data: frozen.data,
    rowKeys: frozen.rowKeys,
    sources: sourcesOf(frozen),
    told: frozen.told ?? NOTHING_MORE,
    own: frozen.own == null ? null : { ...frozen.own, sources: sourcesOf(frozen.own) },
    handed: frozen.handed ?? [],
    corrections: Object.entries(frozen.corrections).map(([key, correction]) => {
      const path = presentPath(key, frozen.rowKeys);
      const label = (path === null ? null : form.label(path)) ?? key;
      return { ...correction, key, path, label, computedNow: correction.computed, changedSince: false };
    }),
    faults: frozen.faults,
  };
}

const sourcesOf = ({ sources }: Pick<FrozenForm, 'sources'>): FormSources =>
  listedSources(new Map(Object.entries(sources)));

/** What of a report depends on where its data come from. */
type FormState = Pick<
  AssembledReport,
  'basis' | 'data' | 'rowKeys' | 'sources' | 'told' | 'own' | 'handed' | 'corrections' | 'faults'
>;

/** A form that came as a file: its own values, checked as every form; no records stand behind its cells. */
async function received(tx: Tx, deps: AssembleDeps, head: Head, data: Json): Promise<FormState> {
  const { data: own } = await computeReport(tx, deps, head);
  const extra = await faultsOfFile(tx, deps, head, data, own);
  const faults = checkForm(head.form, data, head.options, extra);
  return {
    basis: 'file',
    data,
    rowKeys: {},
    sources: NO_SOURCES,
    told: toldInFile(head.row.county),
    own: null,
    handed: [],
    corrections: [],
    faults: reportFaults(faults, {}, head.row.explanations),
  };
}

/** The prefecture's own form: what its counties sent, put together, with what changed since that was last done. */
async function rolledUp(tx: Tx, deps: AssembleDeps, head: Head): Promise<FormState> {
  const { row, campaign, code } = head;
  const of = { campaignId: campaign.id, form: code, period: row.period };
  const { filler, leader } = signatureOf(row);
  const signature = { filler, leader, phone: row.typed.phone ?? '' };
  const at = { scope: row.county.slice(0, 4), county: row.county };
  const joined = await rollUp(tx, deps, at, of, signature);
  const faults =
    joined === null
      ? checkForm(head.form, null, head.options, [])
      : await rollUpFaults(tx, deps, { ...at, period: row.period }, joined, partFaults(row, joined));
  return {
    basis: 'counties',
    data: joined?.data ?? null,
    rowKeys: {},
    sources: NO_SOURCES,
    told: joined?.told ?? NOTHING_MORE,
    own: joined?.own ?? null,
    handed: joined?.handed ?? [],
    corrections: [],
    faults: reportFaults(faults, {}, row.explanations),
  };
}

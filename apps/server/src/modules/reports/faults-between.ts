import { type CampaignFormCode, ENDING_DISPOSALS, periodLabel } from '@anju/domain';
import {
  type CrossCheckOptions,
  type F5Sums,
  type Fault,
  FORMS,
  MONEY_PLACES,
  sumsOfF5,
} from '@anju/official-forms';
import type { Json } from '../../platform/json.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import type { Head } from './assembled-report.ts';
import { crossFaults, sumFaults } from './check-report.ts';
import { type AssembleDeps, type ComputedOf, contextOf, periodOf, settingOf } from './compute-report.ts';
import { fileFaults } from './files/file-faults.ts';
import { shrunkFaults } from './files/shrunk-faults.ts';
import { correctF5Sums } from './forms/correct-f5-sums.ts';
import { countF5 } from './forms/f5-sums-store.ts';
import type { FormCampaign } from './forms/form-scope.ts';
import { frozenOf } from './freeze-report.ts';
import { findReport, listReports, type ReportRow } from './report-store.ts';
import { rollUp } from './roll-up/roll-up.ts';
import type { RollUp } from './roll-up/rolled-up.ts';

/**
 * The prefecture's F4 against its F5: as that was signed or sent, or else both put together from the same counties;
 * where they are not, that is what is said. Of F5 only the F4 that was signed or sent is asked.
 */
export async function faultsBetweenJoined(
  tx: Tx,
  deps: AssembleDeps,
  of: { readonly scope: string; readonly county: string; readonly period: string },
  joined: RollUp,
): Promise<readonly Fault[]> {
  const { campaign, code, data } = joined;
  const key = { county: of.county, campaignId: campaign.id, period: of.period };
  if (code === 'F5') return await faultsOfF5(tx, key, campaign, data);
  if (code !== 'F4') return [];
  const sent = await sentForm(tx, key, 'F5');
  if (sent !== null) return crossFaults(data, sent, crossOptions(campaign));
  const f5 = await rollUp(tx, deps, of, { campaignId: campaign.id, form: 'F5', period: of.period });
  if (f5 === null) return [];
  // The level's own records are in both as they stand, also where one of the two has nothing of them.
  const sent4 = joined.included.filter(({ no }) => no !== null);
  const sent5 = f5.included.filter(({ no }) => no !== null);
  const lone = [
    ...sent4.filter((one) => !sent5.some((other) => other.county === one.county)),
    ...sent5.filter((one) => !sent4.some((other) => other.county === one.county)),
  ];
  if (lone.length === 0) return crossFaults(data, f5.data, crossOptions(campaign));
  const names = lone.map(({ name }) => name).join('、');
  return [
    { code: 'county-missing', message: `${names}的查处整改表和问题线索表只计入了一张，两表没有核对。` },
  ];
}

interface MonthOf {
  readonly county: string;
  readonly campaignId: string;
  readonly period: string;
}

const monthOf = ({ row: { county, campaign_id: campaignId, period } }: Head): MonthOf => ({
  county,
  campaignId,
  period,
});

/** F5 against the F4 of the month that was signed or sent before it; the cells that are named are F4's, and left out. */
async function faultsOfF5(
  tx: Tx,
  of: MonthOf,
  campaign: FormCampaign,
  f5: Json,
  known: Pick<CrossCheckOptions, 'earlier' | 'leftOut'> = {},
): Promise<readonly Fault[]> {
  const f4 = await sentForm(tx, of, 'F4');
  if (f4 === null) return [];
  return crossFaults(f4, f5, { ...crossOptions(campaign), ...known }).map(({ code, message }) => ({
    code,
    message: `与已审签或上报的查处整改表不一致：${message}`,
  }));
}

/** Money is held against money at the places of whichever of the two forms is printed more coarsely. */
function crossOptions({ content }: FormCampaign) {
  const places = content.forms.flatMap(({ form, wanDecimals = MONEY_PLACES }) =>
    form === 'F4' || form === 'F5' ? [wanDecimals] : [],
  );
  const f4 = content.forms.find(({ form }) => form === 'F4');
  return {
    ...(f4?.untrueClues === 'left-out' ? { leftOut: 'unknown' as const } : {}),
    ending: content.lists.disposals.filter((one) => ENDING_DISPOSALS.includes(one)),
    wanDecimals: Math.min(...places),
  };
}

/**
 * "应与问题线索表有关内容保持一致": the faults stand on F4, to be mended or explained there; on F5 while an F4 of the
 * month is signed or sent already.
 */
export async function faultsBetween(
  tx: Tx,
  deps: AssembleDeps,
  head: Head,
  data: Json,
): Promise<readonly Fault[]> {
  if (head.code !== 'F4' && head.code !== 'F5') return [];
  const other = await findOther(tx, head, head.code === 'F4' ? 'F5' : 'F4');
  if (other === null) return [];
  const sent = await sentOf(tx, other.row);
  if (head.code === 'F5' && sent === null) return [];
  const [own, others] = [contextOf(tx, deps, head), contextOf(tx, deps, other)];
  const [f4, f5] = head.code === 'F4' ? [own, others] : [others, own];
  const options = crossOptions(head.campaign);
  const { earlier, untrue, ...counted } = await countF5(f5, f4, options.ending);
  const known = { earlier, ...(f4.untrueClues === 'left-out' ? { leftOut: untrue } : {}) };
  if (head.code === 'F5') return await faultsOfF5(tx, monthOf(head), head.campaign, data, known);
  const sums =
    sent === null
      ? await correctF5Sums(f5, counted, { ...options, corrections: other.row.corrections })
      : sentSums(sent, options.ending);
  return sums === null ? [] : sumFaults(data, sums, { ...options, ...known });
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
  const wrong = [
    ...fileFaults(own, data, { from: head.period.from, today: deps.clock.today() }),
    ...(await shrunkSince(tx, head, data)),
  ];
  if (head.code === 'F5') return [...wrong, ...(await faultsOfF5(tx, monthOf(head), head.campaign, data))];
  if (head.code !== 'F4') return wrong;
  const f5 = await sentForm(tx, monthOf(head), 'F5');
  return f5 === null ? wrong : [...wrong, ...crossFaults(data, f5, crossOptions(head.campaign))];
}

/** What a form that counts from the beginning has less of than the one of the period before. */
async function shrunkSince(tx: Tx, { row, code, setting }: Head, data: Json): Promise<readonly Fault[]> {
  if (setting.basis !== 'cumulative') return [];
  const { county, campaign_id: campaignId, period } = row;
  const earlier = (await listReports(tx, { scope: county, campaignId, form: code }))
    .filter((other) => other.period < period)
    .toSorted((one, other) => (one.period < other.period ? 1 : -1));
  for (const before of earlier) {
    const sent = await sentOf(tx, before);
    if (sent !== null) return shrunkFaults(sent, data, periodLabel(before.period));
  }
  return [];
}

/** Another form of the same month as it was signed, sent or came as a file; null while it is but computed. */
async function sentForm(tx: Tx, of: MonthOf, form: CampaignFormCode): Promise<Json | null> {
  const row = await findReport(tx, { ...of, form });
  return row === null ? null : await sentOf(tx, row);
}

const sentOf = async (tx: Tx, row: ReportRow): Promise<Json | null> =>
  (await frozenOf(tx, row))?.data ?? row.received;

/** The other of the two forms of the same month, where it has been opened. */
async function findOther(
  tx: Tx,
  head: Head,
  form: 'F4' | 'F5',
): Promise<(ComputedOf & { row: ReportRow }) | null> {
  const { campaign } = head;
  const setting = settingOf(campaign, form);
  if (setting === null) return null;
  const of = monthOf(head);
  const other = await findReport(tx, { ...of, form });
  const span = await periodOf(tx, of.county, campaign, setting, of.period);
  return other === null || span === null ? null : { row: other, campaign, setting, period: span };
}

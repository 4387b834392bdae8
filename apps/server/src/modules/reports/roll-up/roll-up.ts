import { type CampaignFormCode, isPrefecture } from '@anju/domain';
import type { Fault } from '@anju/official-forms';
import type { Deps } from '../../../platform/deps.ts';
import type { Tx } from '../../../platform/postgres/database.ts';
import { listHandedClues } from '../../clues/index.ts';
import { listCountyCampaigns, readOwnCampaign, readReporter } from '../campaign-store.ts';
import { settingOf } from '../compute-report.ts';
import { listedSources } from '../forms/listed-sources.ts';
import { readSourceRef, type SourceRef } from '../forms/source-ref.ts';
import type { FrozenForm, Told } from '../frozen-form.ts';
import { maskPhones } from '../phones.ts';
import { listReports, type ReportRow } from '../report-store.ts';
import { computeShare, type OwnShare } from '../since-sent/own-share.ts';
import { NOTHING_MORE, recordsTold } from '../tellings.ts';
import { readVersion } from '../version-store.ts';
import { blankFaults } from './join-blanks.ts';
import { joinForms, NO_SIGNATURE, type Signature } from './join-forms.ts';
import type { RollUp } from './rolled-up.ts';

/** The counties' submitted or locked forms of a period put together as the prefecture's own form. */
export async function rollUp(
  tx: Tx,
  deps: Pick<Deps, 'secrets' | 'clock'>,
  at: { readonly scope: string; readonly county: string },
  of: { readonly campaignId: string; readonly form: CampaignFormCode; readonly period: string },
  signature: Signature = NO_SIGNATURE,
): Promise<RollUp | null> {
  const owned = await readOwnCampaign(tx, at.county, of.campaignId);
  const campaign = owned ?? (await listCountyCampaigns(tx, at.scope, of.campaignId))[0] ?? null;
  if (campaign === null || settingOf(campaign, of.form) === null) return null;
  const all = await listReports(tx, { scope: at.scope, ...of });
  const reports = isPrefecture(at.county) ? all.filter(({ county }) => county !== at.county) : all;
  const included: RollUp['included'][number][] = [];
  const missing: ReportRow[] = [];
  const told: Told[] = [];
  const clues = new Set<string>();
  for (const report of reports) {
    const sent = report.state === 'submitted' || report.state === 'locked';
    const version = sent ? await readVersion(tx, report, 'last') : null;
    if (version === null) missing.push(report);
    else {
      const { county, county_name: name, id: reportId } = report;
      for (const id of cluesOf(version.sources)) clues.add(id);
      const sources = listedSources(new Map(Object.entries(version.sources)));
      told.push({ refs: await recordsTold(sources), files: [] }, version.told ?? NOTHING_MORE);
      included.push({
        county,
        name,
        data: version.data,
        reportId,
        no: version.no,
        state: report.state,
        asFile: version.origin === 'file',
        untrueClues: version.origin === 'file' ? null : (version.printed?.untrueClues ?? 'counted'),
      });
    }
  }
  const own = await computeShare(tx, deps, at.county, campaign, of);
  const records = own === null ? [] : await recordsOf(own);
  if (own !== null && records.length > 0) {
    included.unshift({
      county: at.county,
      name: OWN_NAME,
      data: own.data,
      reportId: null,
      no: null,
      state: null,
      asFile: false,
      untrueClues: null,
    });
    told.push({ refs: await recordsTold(own.sources), files: [] });
  }
  const handed = await listHandedClues(tx, { ids: [...clues], campaignId: of.campaignId });
  const reporter = await readReporter(tx, at.county);
  const data = joinForms(of.form, included, {
    unitName: reporter.unit,
    place: reporter.county,
    year: campaign.year,
    reportDate: deps.clock.today(),
    month: of.period.slice(5, 7),
    signature,
  });
  return {
    campaign,
    takesPart: owned !== null,
    code: of.form,
    period: of.period,
    data: maskPhones(data),
    included,
    missing,
    own,
    handed: handed.map(({ id }) => id),
    ownRecords: records.length === 0 ? null : records,
    told: { refs: told.flatMap(({ refs }) => refs), files: told.flatMap(({ files }) => files) },
  };
}

/** What the prefecture's own share is called among the counties. */
export const OWN_NAME = '州本级';

/** Which version of which county: what the prefecture's report keeps of its parts. */
export const partsOf = ({ included }: Pick<RollUp, 'included'>): readonly string[] =>
  included.flatMap(({ county, no }) => (no === null ? [] : [`${county}:${no}`]));

/** The counties that sent again since the prefecture's report was put together. */
export function changedSince(row: Pick<ReportRow, 'typed'>, joined: RollUp): RollUp['included'] {
  const taken = row.typed.rollUp;
  if (taken === undefined) return [];
  return joined.included.filter(({ county, no }) => no !== null && !taken.includes(`${county}:${no}`));
}

/** Who is not in it, and who sent again since it was put together: nobody signs that without having been told. */
export function partFaults(row: Pick<ReportRow, 'typed'>, joined: RollUp): readonly Fault[] {
  return [
    ...joined.missing.map(
      ({ county_name: name, state }): Fault => ({
        code: 'county-missing',
        message: `${name}${state === 'returned' ? '的这一期已被退回' : '没有上报这一期'}，没有计入汇总。`,
      }),
    ),
    ...blankFaults(joined),
    ...changedSince(row, joined).map(
      ({ name, no }): Fault => ({
        code: 'county-changed',
        message: `${name}在取数以后又有上报（第 ${no} 版）。请核对后重新取数。`,
      }),
    ),
  ];
}

const cluesOf = (sources: FrozenForm['sources']): readonly string[] =>
  Object.values(sources)
    .flat()
    .map(readSourceRef)
    .flatMap(({ kind, id }) => (kind === 'clue' ? [id] : []));

/** The records behind the level's own share, each once. */
async function recordsOf({ sources }: OwnShare): Promise<readonly SourceRef[]> {
  const records = new Set<SourceRef>();
  for (const path of sources.paths) for (const ref of await sources.of(path)) records.add(ref);
  return [...records];
}

import { addToYearMonth, type CampaignContent, calendarDate, monthSpan, yearMonth } from '@anju/domain';
import type { Deps } from '../../../platform/deps.ts';
import { inScope, type Tx } from '../../../platform/postgres/database.ts';
import { type Chance, chanceOf } from './chance.ts';
import {
  type EntryContext,
  generateClues,
  generateProblems,
  generateProgress,
  inventedName,
  later,
} from './generate-entries.ts';
import { insertExits } from './generate-exits.ts';
import {
  generateAccountability,
  generateCases,
  generateExposures,
  generateResults,
  generateSupervisions,
  generateUnitMeasures,
} from './generate-measures.ts';
import { rentalContent, ruralContent } from './generated-plans.ts';
import { insertRows, type Row } from './insert-rows.ts';
import { beforeCampaign, fromUncountedClues } from './tangle-records.ts';

export const GENERATED_PREFECTURE = '652300';
export const GENERATED_COUNTIES = ['652301', '652302', '652303'] as const;

export interface GenerateOptions {
  readonly seed?: string;
  /** First month, 'YYYY-MM'. */
  readonly from?: string;
  /** How many months, the last one the month of today. */
  readonly months?: number;
  /** Clues and problems together, over the counties. */
  readonly total?: number;
}

export interface GeneratedRecords {
  readonly rural: string;
  readonly rental: string;
  readonly counties: readonly string[];
  readonly months: readonly string[];
  /** The last day anything happened on. */
  readonly today: string;
  /** In this month nothing happened in this county. */
  readonly nothing: { readonly county: string; readonly month: string };
}

const NAMES: Readonly<Record<string, string>> = {
  '652300': '昌吉州',
  '652301': '昌吉市',
  '652302': '阜康市',
  '652303': '示例县',
};

/**
 * Invented clues, problems and all that hangs on them, of a rural campaign and a public-rental one that the
 * prefecture started with three counties. The same options give the same records. Deliberately among them: days at
 * both ends of a month, a month of nothing, merged and refused clues, withdrawn problems and measures, a problem
 * withdrawn and registered again from the same clue, problems from clues that their campaign does not count, clues from
 * before its first day, persons in two cases, amounts that are none or round badly.
 */
export async function generateRecords(
  { db, secrets }: Pick<Deps, 'db' | 'secrets'>,
  options: GenerateOptions = {},
): Promise<GeneratedRecords> {
  const { seed = '1', from = '2026-01', total = 10_000 } = options;
  const months = Array.from({ length: options.months ?? 6 }, (_, n) => addToYearMonth(yearMonth(from), n));
  const first = `${from}-01`;
  const today: string = monthSpan(yearMonth(months.at(-1) ?? from)).to;
  const year = Number(from.slice(0, 4));
  const ids = chanceOf(seed);
  const nothing = { county: '652303', month: months[Math.min(3, months.length - 2)] ?? '' };
  const records: GeneratedRecords = {
    rural: ids.id(first),
    rental: ids.id(first),
    counties: GENERATED_COUNTIES,
    months,
    today,
    nothing,
  };
  const campaigns = [
    { id: records.rural, plan: 'rural-2018', title: '农村危房改造领域腐败和作风问题专项治理' },
    { id: records.rental, plan: 'allocation-2023', title: '公租房分配管理专项整治' },
  ].map((campaign) => ({
    ...campaign,
    year,
    startsOn: first,
    endsOn: later(today, 180),
    content: campaign.plan === 'rural-2018' ? ruralContent(first) : rentalContent(year),
  }));
  await inScope(db, GENERATED_PREFECTURE.slice(0, 4), async (tx) => {
    for (const county of [GENERATED_PREFECTURE, ...GENERATED_COUNTIES]) {
      await insertHouse(tx, county, first);
      await insertRows(
        tx,
        'campaigns',
        campaigns.map((campaign) => campaignRow(county, campaign)),
      );
    }
    for (const [n, county] of GENERATED_COUNTIES.entries()) {
      const share = Math.floor(total / 3) + (n < total % 3 ? 1 : 0);
      const rural = Math.round(share * 0.65);
      let foreign: readonly Row[] = [];
      for (const [campaign, size] of [
        [campaigns[1], share - rural],
        [campaigns[0], rural],
      ] as const) {
        if (campaign === undefined) continue;
        const chance = chanceOf(`${seed}/${county}/${campaign.plan}`);
        const context = contextOf(records, { county, campaign, chance });
        foreign = await insertCampaignRecords(tx, context, { size, startsOn: first, foreign });
        await insertRows(tx, 'campaign_contacts', contactRows(context, secrets));
        if (campaign.content.scope === 'public-rental') await insertExits(tx, context);
      }
    }
  });
  return records;
}

interface GeneratedCampaign {
  readonly id: string;
  readonly plan: string;
  readonly title: string;
  readonly year: number;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly content: CampaignContent;
}

function campaignRow(county: string, campaign: GeneratedCampaign): Row {
  return {
    county,
    id: campaign.id,
    owner: GENERATED_PREFECTURE,
    plan: campaign.plan,
    title: campaign.title,
    document_no: `示例〔${campaign.year}〕1号`,
    year: campaign.year,
    place: NAMES[county] ?? county,
    starts_on: campaign.startsOn,
    ends_on: campaign.endsOn,
    content: JSON.parse(JSON.stringify(campaign.content)),
    state: 'running',
    started_by_name: '测试监管',
    created_at: `${campaign.startsOn}T02:00:00Z`,
    updated_at: `${campaign.startsOn}T02:00:00Z`,
    version: 1,
  };
}

/** The bureau with its towns and communities, where they are missing. */
async function insertHouse(tx: Tx, county: string, day: string): Promise<void> {
  const name = NAMES[county] ?? county;
  const created_at = `${day}T01:00:00Z`;
  const bureau = `${name}住房和城乡建设局`;
  await insertRows(tx, 'tenants', [{ county, name, bureau, demonstration: true, created_at }], {
    mayExist: true,
  });
  const office = (code: string, label: string, level: string, parent: string | null): Row => ({
    county,
    code,
    name: label,
    level,
    kind: 'government',
    parent,
    active: true,
    created_at,
  });
  const prefecture = GENERATED_PREFECTURE.slice(0, 4);
  const top = county === GENERATED_PREFECTURE;
  const towns = top ? [] : [1, 2, 3, 4].map((n) => `${county}00${n}`);
  const communities = towns.flatMap((town) => [1, 2, 3].map((n) => `${town}00${n}`));
  const rows = [
    top
      ? office(prefecture, bureau, 'prefecture', null)
      : office(county, `${name}住房保障中心`, 'county', prefecture),
    ...towns.map((code, n) => office(code, `${name}第${n + 1}镇`, 'town', county)),
    ...communities.map((code, n) => office(code, `${name}第${n + 1}社区`, 'community', code.slice(0, 9))),
  ];
  await insertRows(tx, 'organisations', rows, { mayExist: true });
}

function contextOf(
  records: GeneratedRecords,
  from: { readonly county: string; readonly campaign: GeneratedCampaign; readonly chance: Chance },
): EntryContext {
  const { county, campaign, chance } = from;
  const { nothing, today } = records;
  const quiet = (day: string) => county === nothing.county && day.startsWith(nothing.month);
  const open = records.months.filter((month) => !quiet(month));
  return {
    county,
    campaignId: campaign.id,
    categories: campaign.content.categories,
    chance,
    months: open,
    day: () => {
      const span = monthSpan(yearMonth(chance.pick(open)));
      if (chance.of(0.05)) return span.from;
      if (chance.of(0.05)) return span.to;
      return later(span.from, chance.between(0, Number(span.to.slice(8)) - 1));
    },
    settle: (day) => {
      const free = quiet(day) ? later(monthSpan(yearMonth(day.slice(0, 7))).to, 1) : calendarDate(day);
      return free <= today ? free : null;
    },
  };
}

/** @returns the campaign's clues that became no problem of it */
async function insertCampaignRecords(
  tx: Tx,
  context: EntryContext,
  of: { readonly size: number; readonly startsOn: string; readonly foreign: readonly Row[] },
): Promise<readonly Row[]> {
  const { size, startsOn, foreign } = of;
  const clueCount = Math.round(size * 0.5);
  const { clues, persons, disposals } = generateClues(context, clueCount);
  const fertile = clues.filter((clue) => clue.state === 'concluded' || clue.state === 'closed');
  const behind = fertile.slice(0, Math.round(size * 0.2));
  const problems = fromUncountedClues(generateProblems(context, behind, size - clueCount - behind.length), {
    foreign,
    own: clues,
  });
  const withProblem = new Set(problems.map((problem) => problem.clue_id));
  const alone = clues.filter((clue) => clue.state === 'closed' && !withProblem.has(clue.id ?? null));
  const cases = [...problems.map((problem) => ({ problem })), ...alone.map((clue) => ({ clue }))];
  const dated = beforeCampaign({ clues, disposals, problems }, startsOn);
  await insertRows(tx, 'clues', dated.clues);
  await insertRows(tx, 'clue_persons', persons);
  await insertRows(tx, 'clue_disposals', dated.disposals);
  await insertRows(tx, 'problems', problems);
  await insertRows(tx, 'problem_notes', generateProgress(context, problems));
  await insertRows(tx, 'accountability', generateAccountability(context, cases));
  await insertRows(tx, 'unit_measures', generateUnitMeasures(context, problems));
  await insertRows(tx, 'exposures', generateExposures(context, problems));
  await insertRows(tx, 'typical_cases', generateCases(context));
  await insertRows(tx, 'campaign_results', generateResults(context));
  await insertRows(tx, 'supervisions', generateSupervisions(context, problems));
  return clues.filter(({ id }) => !withProblem.has(id ?? null));
}

function contactRows(context: EntryContext, secrets: Deps['secrets']): Row[] {
  const posts = ['局长', '分管副局长', '村镇科科长', '专班负责人'];
  return posts.map((post, n) => ({
    county: context.county,
    campaign_id: context.campaignId,
    position: n + 1,
    region_name: NAMES[context.county] ?? context.county,
    name: inventedName(context.chance),
    post: `住房和城乡建设局${post}`,
    phone_sealed: `\\x${secrets.sealField(`1390000000${n}`).toString('hex')}`,
    phone_masked: `139****000${n}`,
  }));
}

import { addDays, calendarDate, ENDING_DISPOSALS, type PlanCategory } from '@anju/domain';
import { type Chance, chanceOf } from './chance.ts';
import type { Row } from './insert-rows.ts';

/** What one county's records of one campaign are made from. */
export interface EntryContext {
  readonly county: string;
  readonly campaignId: string;
  readonly categories: readonly PlanCategory[];
  readonly chance: Chance;
  /** Those in which something happened. */
  readonly months: readonly string[];
  /** A day on which something of this county may happen; never one of its month of nothing. */
  day(): string;
  /** `day` if something may happen on it, else the first day after the month of nothing; null beyond the last day. */
  settle(day: string): string | null;
}

export interface Entries {
  readonly clues: Row[];
  readonly persons: Row[];
  readonly disposals: Row[];
  readonly problems: Row[];
}

const SURNAMES = [
  '赵',
  '钱',
  '孙',
  '李',
  '周',
  '吴',
  '郑',
  '王',
  '冯',
  '陈',
  '褚',
  '卫',
  '蒋',
  '沈',
  '韩',
  '杨',
];
const GIVEN = ['某甲', '某乙', '某丙', '某丁', '某戊', '某己', '某庚', '某辛', '某壬', '某癸'];
/** 级别 as form F5 has it, with a post that fits. */
export const POSTS = [
  ['县处级', '示例局局长'],
  ['乡科级', '示例镇副镇长'],
  ['乡科级以下', '示例镇村建办干部'],
  ['村社干部', '示例村村委会主任'],
  ['其他人员', '工程队负责人'],
] as const;

export const inventedName = (chance: Chance) => chance.pick(SURNAMES) + chance.pick(GIVEN);

/** Fen that round badly in 万元 with two decimals, that are none, or nothing known. */
const AMOUNTS = [
  0, 4_999, 5_000, 1_005_000, 2_675_000, 1_255_000, 8_345_000, 49_995_000, 100_000_000, 123_456_789,
];
export const amountOf = (chance: Chance): number | null =>
  chance.of(0.3) ? null : chance.of(0.5) ? chance.pick(AMOUNTS) : chance.between(1, 30_000_000);

/** A region where work is done: a town or a community of the county. */
export function regionOf(county: string, chance: Chance): string {
  const town = `${county}00${chance.between(1, 4)}`;
  return chance.of(0.2) ? town : `${town}00${chance.between(1, 3)}`;
}

export const later = (day: string, days: number) => addDays(calendarDate(day), days);
const at = (day: string, hour = 3) => `${day}T${String(hour).padStart(2, '0')}:00:00Z`;

const SOURCES: Readonly<Record<string, string>> = {
  web: '信访举报',
  phone: '群众反映/12345',
  letter: '信访举报',
  visit: '信访举报',
  patrol: '巡视督查',
  audit: '审计移交',
  media: '媒体曝光',
  transfer: '上级交办',
  comparison: '大数据比对',
  'self-check': '自查自纠',
};

const STATES: readonly (readonly [string, number])[] = [
  ['closed', 0.42],
  ['inquiring', 0.18],
  ['received', 0.06],
  ['accepted', 0.06],
  ['transferred', 0.08],
  ['reported', 0.06],
  ['concluded', 0.06],
  ['refused', 0.04],
  ['merged', 0.04],
];

function draw(chance: Chance, weights: readonly (readonly [string, number])[]): string {
  let left = chance.next();
  for (const [value, weight] of weights) {
    left -= weight;
    if (left < 0) return value;
  }
  return weights[0]?.[0] ?? '';
}

/** `count` clues with their persons and disposals, merged and refused ones among them. */
export function generateClues(context: EntryContext, count: number): Entries {
  const { county, campaignId, chance } = context;
  const entries: Entries = { clues: [], persons: [], disposals: [], problems: [] };
  for (let n = 0; n < count; n++) {
    const receivedOn = context.day();
    const id = chance.id(receivedOn);
    const region = regionOf(county, chance);
    const channel = chance.pick(Object.keys(SOURCES));
    const wanted = draw(chance, STATES);
    const closedOn = wanted === 'closed' ? context.settle(later(receivedOn, chance.between(0, 75))) : null;
    const target = wanted === 'merged' ? entries.clues.at(-1) : undefined;
    const state = wanted === 'merged' && target === undefined ? 'accepted' : wanted;
    const really = state === 'closed' && closedOn === null ? 'inquiring' : state;
    const decided = ['reported', 'concluded', 'closed'].includes(really);
    const concluded = really === 'concluded' || really === 'closed';
    const disposals = disposalsOf(context, { receivedOn, closedOn, handedOver: really === 'transferred' });
    const reopened = really === 'inquiring' && chance.of(0.05) ? 1 : 0;
    entries.clues.push({
      county,
      id,
      region,
      number: numberOf(context, '线索', receivedOn, n),
      campaign_id: campaignId,
      channel,
      source: SOURCES[channel] ?? '其他',
      kind: chance.pick(['petition', 'report', 'lead']),
      named: chance.of(0.5),
      received_on: receivedOn,
      place: `${county}示例镇${chance.between(1, 9)}村`,
      place_region: region,
      summary: `反映${chance.pick(['补助资金未按时发放', '转租他人', '审核不严', '验收走过场'])}（第${n + 1}件）`,
      amount_fen: amountOf(chance),
      state: really,
      disposal: disposals.at(-1)?.disposal ?? '正在核查',
      handler_organisation: really === 'received' || really === 'refused' ? null : region,
      handler_name: really === 'received' || really === 'refused' ? null : '测试承办',
      accepted_on: really === 'received' ? null : receivedOn,
      due_on: later(receivedOn, chance.pick([15, 60])),
      extended_days: chance.of(0.05) ? 30 : 0,
      result: decided ? chance.pick(['true', 'true', 'partly-true', 'untrue', 'unverifiable']) : null,
      result_text: decided ? '经核查，情况如上。' : null,
      reported_by: decided ? chance.id(receivedOn) : null,
      reported_by_name: decided ? '测试承办' : null,
      concluded_by: concluded ? chance.id(receivedOn) : null,
      concluded_by_name: concluded ? '测试审核' : null,
      concluded_on: concluded ? (closedOn ?? receivedOn) : null,
      answered_on: really === 'closed' ? closedOn : null,
      satisfaction: really === 'closed' && chance.of(0.4) ? chance.pick(['satisfied', 'dissatisfied']) : null,
      closed_on: really === 'closed' ? closedOn : null,
      reopened,
      merged_into: really === 'merged' ? (target?.id ?? null) : null,
      merged_on: really === 'merged' ? receivedOn : null,
      barred_users: [],
      registered_by: chance.id(receivedOn),
      registered_by_name: '测试登记',
      created_at: at(receivedOn),
      updated_at: at(closedOn ?? receivedOn),
      version: 1,
    });
    for (const [position, disposal] of disposals.entries())
      entries.disposals.push({ county, clue_id: id, region, position: position + 1, ...disposal });
    for (let position = 1; position <= chance.between(1, 3); position++) {
      const [level, post] = chance.pick(POSTS);
      entries.persons.push({
        county,
        clue_id: id,
        region,
        position,
        name: inventedName(chance),
        post,
        level,
      });
    }
  }
  return entries;
}

function disposalsOf(
  { chance, settle }: EntryContext,
  clue: { readonly receivedOn: string; readonly closedOn: string | null; readonly handedOver: boolean },
): readonly { readonly disposal: string; readonly on: string }[] {
  const { receivedOn, closedOn } = clue;
  const steps: { disposal: string; on: string }[] = [{ disposal: '正在核查', on: receivedOn }];
  if (clue.handedOver || chance.of(0.3)) {
    const on = settle(later(receivedOn, chance.between(0, 10)));
    if (on !== null && (closedOn === null || on <= closedOn))
      steps.push({ disposal: chance.pick(['已转业务单位', '已转纪检监察机关']), on });
  }
  if (closedOn !== null) steps.push({ disposal: chance.pick(ENDING_DISPOSALS), on: closedOn });
  return steps;
}

/** A problem for each of `clues` and `alone` more without one, in every state. */
export function generateProblems(context: EntryContext, clues: readonly Row[], alone: number): Row[] {
  const sources: readonly (Row | null)[] = [...clues, ...Array.from({ length: alone }, () => null)];
  return registeredAgain(sources.map((clue, n) => problemOf(context, clue, n)));
}

/** What was told of those being put right, on the day they were found or up to sixty days later. */
export function generateProgress(context: EntryContext, problems: readonly Row[]): Row[] {
  return problems.flatMap((problem, n) => {
    const foundOn = String(problem.found_on);
    const on = problem.progress === '' ? null : context.settle(later(foundOn, (n * 7) % 61));
    if (on === null || (problem.rectified_on !== null && on > String(problem.rectified_on))) return [];
    return [
      {
        county: context.county,
        id: chanceOf(String(problem.id)).id(on),
        problem_id: problem.id ?? null,
        region: problem.region ?? null,
        act: 'progress',
        text: String(problem.progress),
        by_name: '测试承办',
        // Late in the evening there, on the same day.
        at: at(on, 15),
      },
    ];
  });
}

/** One problem was withdrawn and its clue made a problem a second time. */
function registeredAgain(problems: readonly Row[]): Row[] {
  const first = problems.find((problem) => problem.state === 'withdrawn' && problem.clue_id !== null);
  const second = problems.findLast(
    (problem) => problem.clue_id === null && String(problem.found_on) > String(first?.found_on),
  );
  if (first === undefined || second === undefined) return [...problems];
  return problems.map((problem) =>
    problem === second
      ? {
          ...problem,
          clue_id: first.clue_id ?? null,
          region: first.region ?? null,
          source: first.source ?? null,
        }
      : problem,
  );
}

/** Numbers of their own, out of the way of those that acts give. */
function numberOf(context: EntryContext, kind: string, day: string, n: number): string {
  return `${kind}〔${day.slice(0, 4)}〕${context.campaignId.slice(-3).toUpperCase()}${n + 1}号`;
}

const PROBLEM_STATES: readonly (readonly [string, number])[] = [
  ['closed', 0.46],
  ['rectifying', 0.27],
  ['registered', 0.1],
  ['rectified', 0.1],
  ['withdrawn', 0.07],
];

function problemOf(context: EntryContext, clue: Row | null, n: number): Row {
  const { county, chance } = context;
  const foundOn = typeof clue?.received_on === 'string' ? clue.received_on : context.day();
  const category = chance.pick(context.categories);
  const item = chance.pick(category.items);
  const wanted = draw(chance, PROBLEM_STATES);
  // Same day closed, and closed in bulk on the day the form is due, are both to be met with.
  const bulk = chance.of(0.05);
  const closing = bulk ? `${later(foundOn, 31).slice(0, 7)}-26` : later(foundOn, chance.between(0, 60));
  const closedOn = wanted === 'closed' ? context.settle(closing) : null;
  const rectifiedOn =
    closedOn ?? (wanted === 'rectified' ? context.settle(later(foundOn, chance.between(0, 20))) : null);
  const state =
    (wanted === 'closed' && closedOn === null) || (wanted === 'rectified' && rectifiedOn === null)
      ? 'rectifying'
      : wanted;
  const pinned = state !== 'registered' && state !== 'withdrawn';
  const region = typeof clue?.region === 'string' ? clue.region : regionOf(county, chance);
  const amount = amountOf(chance);
  return {
    county,
    id: chance.id(foundOn),
    region,
    campaign_id: context.campaignId,
    number: numberOf(context, '问题', foundOn, n),
    category: category.code,
    item: chance.of(0.1) ? null : item.code,
    description: `${item.text}，涉及${chance.between(1, 9)}户。`,
    source:
      typeof clue?.source === 'string' ? clue.source : chance.pick(['自查自纠', '大数据比对', '审计移交']),
    clue_id: clue?.id ?? null,
    lineage: [],
    place: `${county}示例镇${chance.between(1, 9)}村`,
    found_on: foundOn,
    amount_fen: amount,
    pressing: chance.of(0.15),
    state,
    task: pinned ? '限期整改到位' : '',
    responsible: pinned ? '示例镇人民政府' : '',
    staff: pinned ? '测试责任人' : '',
    progress: pinned ? '正在推进' : '',
    deadline: pinned ? later(foundOn, 30) : null,
    rectification: rectifiedOn === null ? '' : '已按要求整改，佐证齐全。',
    recovered_fen: state === 'closed' && amount !== null && chance.of(0.5) ? amount : null,
    rectified_on: rectifiedOn,
    rectified_by: rectifiedOn === null ? null : chance.id(foundOn),
    rectified_by_name: rectifiedOn === null ? null : '测试承办',
    closed_on: closedOn,
    closed_at: closedOn === null ? null : at(closedOn, bulk ? 9 : chance.between(1, 10)),
    closed_by: closedOn === null ? null : chance.id(foundOn),
    closed_by_name: closedOn === null ? null : '测试审核',
    reopened: chance.of(0.03) ? chance.between(1, 2) : 0,
    registered_by: chance.id(foundOn),
    registered_by_name: '测试登记',
    created_at: at(foundOn),
    updated_at: at(rectifiedOn ?? foundOn),
    version: 1,
  };
}

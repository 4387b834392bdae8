import { wanYuanOf } from '../engine/wan-yuan.ts';
import type { Block, Paper } from './paper.ts';
import type { EarlierStage, StageFigures, StageReportData } from './stage-figures.ts';
import { perMille, printChange, printDay, printRate } from './words.ts';

const section = (text: string): Block => ({ kind: 'section', text });
const part = (text: string): Block => ({ kind: 'part', text });
const say = (text: string): Block => ({ kind: 'paragraph', text });

/**
 * A stage report (阶段性总结) or the final one (专项报告), drafted from the figures and ready to edit: what was found
 * and closed, how that compares with the last stage, what was done, who was held to account, what is still open,
 * what the plan asks for next. Says nothing that no record says.
 */
export function draftStageReport(data: StageReportData): Paper {
  const { campaign } = data;
  const by = campaign.documentNo === '' ? '' : `（${campaign.documentNo}）`;
  return {
    title: [`${campaign.place}${campaign.title}`, data.title],
    to: data.to,
    unit: data.unit,
    day: data.day,
    copyTo: data.copyTo,
    blocks: [
      say(
        `按照${campaign.title}${by}部署，现将${campaign.place}${printDay(data.figures.from)}至${printDay(data.figures.until)}的${
          data.kind === 'final' ? '专项整治情况' : '整改阶段性进展'
        }报告如下。`,
      ),
      section('总体进展'),
      ...progressOf(data),
      section('主要做法'),
      ...measuresOf(data.figures),
      section('执纪问责与通报曝光'),
      ...accountabilityOf(data.figures),
      section('典型案例'),
      ...casesOf(data.figures),
      section('尚未整改到位的问题'),
      ...openOf(data.figures),
      section('下一步工作'),
      ...nextOf(data),
    ],
  };
}

function progressOf({ figures, earlier, placeWord }: StageReportData): readonly Block[] {
  const { found, closed } = figures;
  const open = found - closed;
  const rate = perMille(closed, found);
  const origins = [
    figures.fromClues > 0 ? `由线索转入${figures.fromClues}个` : '',
    figures.fromFindings > 0 ? `由数据比对转入${figures.fromFindings}个` : '',
  ].filter((text) => text !== '');
  const state =
    found === 0
      ? '台账内没有发现的问题，不计整改率。'
      : `共发现问题${found}个${origins.length === 0 ? '' : `（其中${origins.join('、')}）`}，已销号${closed}个，整改率${printRate(rate)}，尚未销号${open}个。`;
  const side = [
    figures.withdrawn > 0 ? `另有${figures.withdrawn}个问题经核实撤销，不计入。` : '',
    figures.reopened > 0 ? `销号后重新整改的${figures.reopened}个。` : '',
  ].join('');
  return [
    part('问题整改'),
    say(state + side),
    say(
      `涉及资金${money(figures.involvedFen)}，已追回${money(figures.recoveredFen)}。推动解决群众急难愁盼典型问题${figures.pressingSolved}个。`,
    ),
    groupTable('各类问题整改情况', '问题类别', figures.categories),
    ...(figures.places.length === 0 ? [] : [groupTable(`各${placeWord}整改情况`, placeWord, figures.places)]),
    part('线索办理'),
    say(
      `受理线索${figures.clues.received}件，办结${figures.clues.closed}件，移送有关机关和部门${figures.clues.transferred}件，正在办理${figures.clues.open}件。`,
    ),
    part('与上一阶段比较'),
    ...comparisonOf(figures, earlier),
  ];
}

function groupTable(caption: string, label: string, groups: StageFigures['categories']): Block {
  const line = (name: string, found: number, closed: number) => [
    name,
    String(found),
    String(closed),
    String(found - closed),
    printRate(perMille(closed, found)),
  ];
  const sum = (key: 'found' | 'closed') => groups.reduce((total, group) => total + group[key], 0);
  return {
    kind: 'table',
    caption: `${caption}（单位：个）`,
    header: [label, '发现', '已销号', '未销号', '整改率'],
    columns: [
      { width: 40 },
      { width: 15, figures: true },
      { width: 15, figures: true },
      { width: 15, figures: true },
      { width: 15, figures: true },
    ],
    rows: [
      ...groups.map((group) => line(group.label, group.found, group.closed)),
      line('合计', sum('found'), sum('closed')),
    ],
  };
}

function comparisonOf(now: StageFigures, earlier: EarlierStage): readonly Block[] {
  if (earlier.status === 'first') return [say('本次为首次总结，没有上一阶段的数据可比。')];
  if (earlier.status === 'not-kept')
    return [say(`上一阶段（${earlier.title}）上报时没有在系统中留存数据，无法比较。`)];
  const before = earlier.figures;
  const [rate, rateBefore] = [perMille(now.closed, now.found), perMille(before.closed, before.found)];
  const change = pointsBetween(rate, rateBefore);
  const points = change === null ? '整改率无法比较（其中一期没有发现的问题）' : `整改率${change}`;
  const row = (label: string, key: 'found' | 'closed' | 'overdue' | 'withdrawn') => [
    label,
    String(before[key]),
    String(now[key]),
    printChange(now[key], before[key], ''),
  ];
  return [
    say(
      `与${earlier.title}（截至${printDay(before.until)}）相比，发现问题${printChange(now.found, before.found, '个')}，销号${printChange(now.closed, before.closed, '个')}，${points}。`,
    ),
    {
      kind: 'table',
      caption: '与上一阶段比较',
      header: ['项目', `截至${printDay(before.until)}`, `截至${printDay(now.until)}`, '增减'],
      columns: [
        { width: 34 },
        { width: 24, figures: true },
        { width: 24, figures: true },
        { width: 18, figures: true },
      ],
      rows: [
        row('发现问题（个）', 'found'),
        row('已销号（个）', 'closed'),
        row('逾期未销号（个）', 'overdue'),
        row('撤销（个）', 'withdrawn'),
        ['整改率', printRate(rateBefore), printRate(rate), change ?? '—'],
      ],
    },
  ];
}

/** Of two rates per mille: 提高42.5个百分点; null where one is of nothing. */
function pointsBetween(now: number | null, before: number | null): string | null {
  if (now === null || before === null) return null;
  if (now === before) return '持平';
  return `${now > before ? '提高' : '下降'}${(Math.abs(now - before) / 10).toFixed(1)}个百分点`;
}

function measuresOf(figures: StageFigures): readonly Block[] {
  const { supervisions, checks, publications, institutions } = figures;
  const lines = [
    supervisions.issued > 0
      ? `下发督办通知${supervisions.issued}件，已办结${supervisions.settled}件，逾期未复${supervisions.overdue}件，提级督办${supervisions.escalated}件。`
      : '本期没有下发督办通知。',
    checks.drawn > 0
      ? `随机抽取核查样本${checks.drawn}个，已核查${checks.checked}个，与自查结果不符${checks.mismatched}个。`
      : '本期没有抽查核实记录。',
    publications.batches > 0
      ? `向社会公布整治成果${publications.batches}批次，涉及项目${publications.projects}个。`
      : '本期没有公布成果记录。',
    institutions.length > 0
      ? `制定、修订制度${institutions.length}项：${institutions
          .map(
            ({ title, documentNo }) =>
              `${/^《.*》$/.test(title) ? title : `《${title}》`}${documentNo === '' ? '' : `（${documentNo}）`}`,
          )
          .join('、')}。`
      : '本期没有登记新的制度。',
  ];
  return lines.map(say);
}

function accountabilityOf({ accountability, exposures }: StageFigures): readonly Block[] {
  const a = accountability;
  return [
    say(
      a.persons === 0
        ? '本期没有登记受处理处分人员。'
        : `受处理处分${a.persons}人，其中党纪处分${a.party}人次、政务处分${a.administrative}人次、诫勉谈话${a.admonished}人次、组织调整或处理${a.organisational}人次、移送司法${a.judicial}人次。同一人受多种处理的，人数计一次，人次分别计。`,
    ),
    say(`单位作出检查${a.unitsReviewed}个（次）、被通报${a.unitsNotified}个（次）。`),
    say(
      exposures.times === 0
        ? '本期没有通报曝光记录。'
        : `通报曝光${exposures.times}次，涉及问题${exposures.problems}个、人员${exposures.persons}人。`,
    ),
  ];
}

function casesOf({ cases }: StageFigures): readonly Block[] {
  if (cases.length === 0) return [say('本期没有登记典型案例。')];
  return cases.map((text, n) => say(`${n + 1}. ${text}`));
}

function openOf({
  found,
  closed,
  overdue,
  notPinned,
  notPinnedNumbers,
  oldest,
}: StageFigures): readonly Block[] {
  const open = found - closed;
  if (found === 0) return [say('台账内没有发现的问题。')];
  if (open === 0) return [say('台账内的问题已全部销号。')];
  const more = notPinned > notPinnedNumbers.length ? '等' : '';
  const unpinned =
    notPinnedNumbers.length === 0 ? '' : `没有五落实的是：${notPinnedNumbers.join('、')}${more}。`;
  return [
    say(
      `尚有${open}个问题没有销号，其中逾期${overdue}个、没有五落实的${notPinned}个。${unpinned}时间最长的${oldest.length}个如下。`,
    ),
    {
      kind: 'table',
      caption: '未销号时间最长的问题',
      header: ['编号', '问题类别', '具体描述', '发现日期', '整改时限', '责任单位'],
      columns: [{ width: 14 }, { width: 13 }, { width: 28 }, { width: 16 }, { width: 16 }, { width: 13 }],
      rows: oldest.map((problem) => [
        problem.number,
        problem.category,
        problem.description,
        problem.foundOn,
        problem.deadline ?? '未落实',
        problem.responsible === '' ? '未落实' : problem.responsible,
      ]),
    },
  ];
}

function nextOf({ figures, demands }: StageReportData): readonly Block[] {
  const open = figures.found - figures.closed;
  const own =
    open > 0 ? [say(`对尚未销号的${open}个问题，按“五落实”逐项整改，到期一项、核验一项、销号一项。`)] : [];
  if (demands.length === 0) return [...own, say('方案规定的时间节点已全部经过。')];
  return [
    ...own,
    say('按照方案要求，完成以下工作：'),
    ...demands.map(({ title, dueOn }, n) => say(`${n + 1}. ${printDay(dueOn)}前，${title}。`)),
  ];
}

/** 12.35万元: summed in fen, rounded once. */
const money = (fen: number) => `${wanYuanOf(fen, 2).toFixed(2)}万元`;

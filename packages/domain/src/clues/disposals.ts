import type { ClueLists } from '../campaigns/index.ts';
import type { ClueAct } from './clue-lifecycle.ts';
import type { TransferReceiver } from './codes.ts';

const BY_RECEIVER: Readonly<Record<TransferReceiver, string>> = {
  discipline: '已转纪检监察机关',
  police: '移送司法',
  court: '移送司法',
  'market-regulation': '已转业务单位',
  department: '已转业务单位',
  'upper-level': '已转业务单位',
};

const BY_ACT: Readonly<Partial<Record<ClueAct, string>>> = {
  accept: '正在核查',
  refuse: '了结',
  route: '正在核查',
  'record-return': '正在核查',
  return: '正在核查',
  answer: '已办结',
  reopen: '正在核查',
  unmerge: '正在核查',
  recall: '正在核查',
  'take-up': '正在核查',
};

/** 处置情况 of a clue that just came in. */
export function firstDisposal(lists: ClueLists): string {
  return known(lists, '正在核查') ?? lists.disposals[0] ?? '正在核查';
}

/** 处置情况 that an act settles, or null where it settles none, or the campaign's list has no such entry. */
export function disposalAfter(act: ClueAct, lists: ClueLists, receiver?: TransferReceiver): string | null {
  const handed = act === 'transfer' || act === 'hand-down';
  const settled = handed && receiver !== undefined ? BY_RECEIVER[receiver] : BY_ACT[act];
  return settled === undefined ? null : known(lists, settled);
}

/** 处置情况 of a problem: under way, or closed out; '' where the campaign's list has no such entry. */
export function problemDisposal(lists: ClueLists, closed: boolean): string {
  return known(lists, closed ? '已办结' : '正在核查') ?? '';
}

function known(lists: ClueLists, disposal: string): string | null {
  return lists.disposals.includes(disposal) ? disposal : null;
}

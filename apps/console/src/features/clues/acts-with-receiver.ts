import { CLUE_RESULTS, TRANSFER_RECEIVERS } from '@anju/domain';
import { api, done } from '../../api/client.ts';
import type { Clue } from '../../api/contract.ts';
import { type ActField, checkedOf } from './act-fields.tsx';
import {
  type ActOnScreen,
  day,
  keyIn,
  onOf,
  optionsOf,
  path,
  reason,
  remark,
  result,
  textOf,
  today,
} from './act-on-screen.ts';

export const transfer: ActOnScreen = {
  act: 'transfer',
  label: '移送',
  button: '移送',
  says: '住房保障部门只登记、移送、记录反馈；违纪违法由有权机关办理。',
  fields: [
    {
      key: 'receiver',
      label: '移送给',
      kind: 'select',
      needed: true,
      options: optionsOf(TRANSFER_RECEIVERS),
    },
    { key: 'receiverName', label: '承接单位名称', kind: 'line', needed: true },
    { key: 'letterNo', label: '移送函号', kind: 'line', needed: true },
    { key: 'sentOn', label: '发函日期', kind: 'date', needed: true },
    { key: 'dueOn', label: '请于何时前回复', kind: 'date', needed: true, ahead: true },
    remark('说明（核查中移送须写明原因）'),
  ],
  papers: true,
  initial: (_, on) => ({ sentOn: on }),
  said: ({ values }) => `已移送${values.receiverName ?? ''}`,
  send: (clue, filled) =>
    done(
      api.POST('/api/clues/{id}/transfer', {
        params: path(clue),
        body: {
          receiver: keyIn(TRANSFER_RECEIVERS, filled.values.receiver),
          receiverName: filled.values.receiverName ?? '',
          letterNo: filled.values.letterNo ?? '',
          sentOn: filled.values.sentOn ?? '',
          dueOn: filled.values.dueOn ?? '',
          text: textOf(filled),
          paperIds: filled.paperIds,
          version: clue.version,
        },
      }),
    ),
};

/** None goes along unless it is chosen: a paper may tell who reported by what it says, or by its name. */
function papersAlong(papers: Clue['papers']): readonly ActField[] {
  const open = papers.filter(({ showsReporter }) => !showsReporter);
  if (open.length === 0) return [];
  return [
    {
      key: 'papers',
      label: '随转的材料（不选就不带）',
      kind: 'checks',
      hint: '内容或文件名可能看得出谁举报的，请先打开看过再选。标记为含举报人信息的不随转。',
      options: open.map(({ id, name }) => ({ value: id, label: name })),
    },
  ];
}

export const handDown: ActOnScreen = {
  act: 'hand-down',
  label: '转办县市',
  button: '转办',
  says: '由县市办理并报告结果，随时可看办到哪一步。被反映的单位、办理人须回避的单位不能选；举报人的身份留在本级，材料只带下面选中的。县市参加了同一专项整治的，报表由县市计入，本级不重复计入。以前转办过的县市，接着办原来那一件。',
  fieldsOf: ({ countyDesks, papers }) => [
    {
      key: 'county',
      label: '转办给',
      kind: 'select',
      needed: true,
      options: countyDesks.map(({ county, name, why }) => ({
        value: county,
        label: why === null ? name : `${name}（${why}）`,
        disabled: why !== null,
      })),
    },
    { key: 'dueOn', label: '请于何时前报告结果', kind: 'date', needed: true, ahead: true },
    remark('办理要求（核查中转办须写明原因）'),
    ...papersAlong(papers),
  ],
  fields: [],
  papers: false,
  said: () => '已转办，县市报告结果后由另一人审定',
  send: (clue, filled) =>
    done(
      api.POST('/api/clues/{id}/hand-down', {
        params: path(clue),
        body: {
          county: filled.values.county ?? '',
          dueOn: filled.values.dueOn ?? '',
          text: textOf(filled),
          paperIds: checkedOf(filled.values.papers),
          version: clue.version,
        },
      }),
    ),
};

export const recall: ActOnScreen = {
  act: 'recall',
  label: '撤回转办',
  button: '撤回转办',
  says: '县市报告结果前可以撤回：县市那一件随即结束并通知其承办人，办理过程保留可查，报表改由本级计入。撤回后回到待分办。',
  fields: [reason('撤回原因（县市看得到）')],
  papers: false,
  said: () => '已撤回，请重新分办、移送或转办',
  send: (clue, filled) =>
    done(
      api.POST('/api/clues/{id}/recall', {
        params: path(clue),
        body: { text: textOf(filled), version: clue.version },
      }),
    ),
};

export const recordReceipt: ActOnScreen = {
  act: 'record-receipt',
  label: '登记回执',
  button: '登记回执',
  fields: [day('签收日期'), { key: 'no', label: '回执编号（可不填）', kind: 'line' }],
  papers: true,
  initial: today,
  said: () => '已登记回执',
  send: (clue, filled) =>
    done(
      api.POST('/api/clues/{id}/receipt', {
        params: path(clue),
        body: {
          on: onOf(filled),
          no: filled.values.no ?? '',
          paperIds: filled.paperIds,
          version: clue.version,
        },
      }),
    ),
};

export const recordReturn: ActOnScreen = {
  act: 'record-return',
  label: '登记退回',
  button: '登记退回',
  says: '登记后回到待分办，可以重新分办或移送。',
  fields: [day('退回日期'), reason('退回原因')],
  papers: true,
  initial: today,
  said: () => '已登记退回，请重新分办或移送',
  send: (clue, filled) =>
    done(
      api.POST('/api/clues/{id}/returned', {
        params: path(clue),
        body: { on: onOf(filled), text: textOf(filled), paperIds: filled.paperIds, version: clue.version },
      }),
    ),
};

export const recordOutcome: ActOnScreen = {
  act: 'record-outcome',
  label: '登记结果',
  button: '登记承接单位的结果',
  fields: [day('答复日期'), result, reason('答复内容')],
  papers: true,
  initial: today,
  said: () => '已登记移送结果，等待另一人审定',
  send: (clue, filled) =>
    done(
      api.POST('/api/clues/{id}/outcome', {
        params: path(clue),
        body: {
          on: onOf(filled),
          result: keyIn(CLUE_RESULTS, filled.values.result),
          text: textOf(filled),
          paperIds: filled.paperIds,
          version: clue.version,
        },
      }),
    ),
};

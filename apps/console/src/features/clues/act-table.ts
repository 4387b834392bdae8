import {
  ANSWER_METHODS,
  CLUE_KINDS,
  CLUE_RESULTS,
  type ClueAct,
  MOST_EXTENDED_DAYS,
  SATISFACTION,
  TRANSFER_RECEIVERS,
} from '@anju/domain';
import { api, done } from '../../api/client.ts';
import type { Clue } from '../../api/contract.ts';
import type { ActField } from './act-fields.tsx';
import type { Filled } from './act-form.tsx';

/** How an act is asked for on screen and sent. Giving it to somebody has a form of its own. */
export interface ActOnScreen {
  readonly act: ClueAct;
  /** On the switch between acts. */
  readonly label: string;
  readonly button: string;
  readonly says?: string;
  readonly fields: readonly ActField[];
  /** Fields that only this clue needs, before the others. */
  readonly fieldsOf?: (clue: Clue) => readonly ActField[];
  readonly papers: boolean;
  readonly initial?: (clue: Clue, today: string) => Readonly<Record<string, string>>;
  readonly said: (filled: Filled) => string;
  readonly send: (clue: Clue, filled: Filled) => Promise<void>;
}

const optionsOf = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels).map(([value, label]) => ({ value, label }));

/** A value that a select or a set of cards gave: one of the list's keys. */
function keyIn<K extends string>(labels: Readonly<Record<K, string>>, value: string | undefined): K {
  const isKey = (text: string): text is K => Object.hasOwn(labels, text);
  if (value === undefined || !isKey(value)) throw new Error(`not in the list: ${value}`);
  return value;
}

const reason = (label: string, placeholder?: string): ActField => ({
  key: 'text',
  label,
  kind: 'text',
  needed: true,
  ...(placeholder === undefined ? {} : { placeholder }),
});
const remark = (label: string): ActField => ({ key: 'text', label, kind: 'text' });
const day = (label: string): ActField => ({ key: 'on', label, kind: 'date', needed: true });
const result: ActField = {
  key: 'result',
  label: '核查结论',
  kind: 'select',
  needed: true,
  options: optionsOf(CLUE_RESULTS),
};
const today = (_: Clue, on: string) => ({ on });

const KIND_HINTS = {
  petition: '15 日内决定，60 日内办结',
  report: '5 个工作日内交办，实名的要告知和反馈',
  lead: '按专项整治方案的期限',
} as const;

const path = (clue: Clue) => ({ path: { id: clue.id } });
const textOf = ({ values }: Filled): string => values.text ?? '';
const onOf = ({ values }: Filled): string => values.on ?? '';

/** Where several reported by name, whose telling is written down; none chosen is all of them. */
function whomToTell(clue: Clue): readonly ActField[] {
  const untold = clue.reporters.filter(({ toldOn }) => toldOn === null);
  if (untold.length < 2) return [];
  const options = untold.map(({ id, number }) => ({ value: id, label: `${number}的举报人` }));
  return [
    {
      key: 'of',
      label: '告知了谁',
      kind: 'select',
      options: [{ value: '', label: `全部 ${untold.length} 名实名举报人` }, ...options],
    },
  ];
}

/** In the order of how far an act brings the clue: the first that is allowed is the primary one. */
export const ACTS_ON_SCREEN: readonly ActOnScreen[] = [
  {
    act: 'accept',
    label: '受理',
    button: '受理',
    fields: [
      {
        key: 'kind',
        label: '按什么性质办理',
        kind: 'cards',
        needed: true,
        options: Object.entries(CLUE_KINDS).map(([value, label]) => ({
          value,
          label,
          hint: KIND_HINTS[keyIn(CLUE_KINDS, value)],
        })),
      },
      remark('说明（可不填）'),
    ],
    papers: false,
    initial: (clue) => ({ kind: clue.kind }),
    said: () => '已受理，请分办或移送',
    send: (clue, filled) =>
      done(
        api.POST('/api/clues/{id}/accept', {
          params: path(clue),
          body: { kind: keyIn(CLUE_KINDS, filled.values.kind), text: textOf(filled), version: clue.version },
        }),
      ),
  },
  {
    act: 'report-result',
    label: '提交结果',
    button: '提交核查结果',
    fields: [result, reason('核查情况', '查了什么、问了谁、结果怎样、如何处理')],
    papers: true,
    said: () => '已提交结果，等待另一人审定',
    send: (clue, filled) =>
      done(
        api.POST('/api/clues/{id}/result', {
          params: path(clue),
          body: {
            result: keyIn(CLUE_RESULTS, filled.values.result),
            text: textOf(filled),
            paperIds: filled.paperIds,
            version: clue.version,
          },
        }),
      ),
  },
  {
    act: 'conclude',
    label: '审定',
    button: '提交审定意见',
    fields: [
      {
        key: 'agree',
        label: '审定意见',
        kind: 'cards',
        needed: true,
        options: [
          { value: 'yes', label: '同意', hint: '结果成立，由经办反馈举报人' },
          { value: 'no', label: '退回', hint: '补充核查后重新提交，须写明原因' },
        ],
      },
      remark('说明（退回时写明原因）'),
    ],
    papers: false,
    said: ({ values }) => (values.agree === 'yes' ? '已审定，待反馈举报人' : '已退回补查'),
    send: (clue, filled) =>
      done(
        api.POST('/api/clues/{id}/conclude', {
          params: path(clue),
          body: { agree: filled.values.agree === 'yes', text: textOf(filled), version: clue.version },
        }),
      ),
  },
  {
    act: 'answer',
    label: '反馈',
    button: '登记反馈并办结',
    fields: [
      { key: 'method', label: '反馈方式', kind: 'select', needed: true, options: optionsOf(ANSWER_METHODS) },
      reason('反馈内容'),
    ],
    papers: true,
    said: () => '已反馈举报人，线索办结',
    send: (clue, filled) =>
      done(
        api.POST('/api/clues/{id}/answer', {
          params: path(clue),
          body: {
            method: keyIn(ANSWER_METHODS, filled.values.method),
            text: textOf(filled),
            paperIds: filled.paperIds,
            version: clue.version,
          },
        }),
      ),
  },
  {
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
  },
  {
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
  },
  {
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
  },
  {
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
  },
  {
    act: 'tell-acceptance',
    label: '告知受理情况',
    button: '登记已告知',
    fieldsOf: whomToTell,
    fields: [day('告知日期'), reason('怎样告知的')],
    papers: false,
    initial: today,
    said: () => '已登记告知受理情况',
    send: (clue, filled) =>
      done(
        api.POST('/api/clues/{id}/tell', {
          params: path(clue),
          body: {
            of: filled.values.of || null,
            on: onOf(filled),
            text: textOf(filled),
            version: clue.version,
          },
        }),
      ),
  },
  {
    act: 'extend',
    label: '延期',
    button: '批准延期',
    says: `只能延长一次，最多 ${MOST_EXTENDED_DAYS} 日，并须告知信访人。`,
    fields: [
      {
        key: 'days',
        label: '延长天数',
        kind: 'number',
        needed: true,
        from: 1,
        to: MOST_EXTENDED_DAYS,
      },
      reason('理由和告知情况'),
    ],
    papers: false,
    said: ({ values }) => `已批准延长 ${values.days} 日`,
    send: (clue, filled) =>
      done(
        api.POST('/api/clues/{id}/extend', {
          params: path(clue),
          body: { days: Number(filled.values.days), text: textOf(filled), version: clue.version },
        }),
      ),
  },
  {
    act: 'record-satisfaction',
    label: '满意度',
    button: '登记满意度',
    fields: [
      { key: 'satisfaction', label: '举报人', kind: 'cards', needed: true, options: optionsOf(SATISFACTION) },
      remark('意见（可不填）'),
    ],
    papers: false,
    said: () => '已登记满意度',
    send: (clue, filled) =>
      done(
        api.POST('/api/clues/{id}/satisfaction', {
          params: path(clue),
          body: {
            satisfaction: keyIn(SATISFACTION, filled.values.satisfaction),
            text: textOf(filled),
            version: clue.version,
          },
        }),
      ),
  },
  {
    act: 'refuse',
    label: '不予受理',
    button: '不予受理',
    fields: [reason('原因', '为什么不受理、告知向哪里反映')],
    papers: true,
    said: () => '已登记不予受理',
    send: (clue, filled) =>
      done(
        api.POST('/api/clues/{id}/refuse', {
          params: path(clue),
          body: { text: textOf(filled), paperIds: filled.paperIds, version: clue.version },
        }),
      ),
  },
  {
    act: 'reopen',
    label: '重新办理',
    button: '重新办理',
    fields: [reason('原因')],
    papers: false,
    said: () => '已重新办理，时限重新起算',
    send: (clue, filled) =>
      done(
        api.POST('/api/clues/{id}/reopen', {
          params: path(clue),
          body: { text: textOf(filled), version: clue.version },
        }),
      ),
  },
  {
    act: 'unmerge',
    label: '撤销并案',
    button: '撤销并案',
    says: '撤出后回到待受理，它带来的被反映人一并撤出。',
    fields: [reason('原因')],
    papers: false,
    said: () => '已撤销并案，请重新受理',
    send: (clue, filled) =>
      done(
        api.POST('/api/clues/{id}/unmerge', {
          params: path(clue),
          body: { text: textOf(filled), version: clue.version },
        }),
      ),
  },
];

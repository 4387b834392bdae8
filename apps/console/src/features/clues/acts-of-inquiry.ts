import { CLUE_KINDS, CLUE_RESULTS, MOST_EXTENDED_DAYS } from '@anju/domain';
import { api, done } from '../../api/client.ts';
import { type ActOnScreen, keyIn, path, reason, remark, result, textOf } from './act-on-screen.ts';

const KIND_HINTS = {
  petition: '15 日内决定并告知，60 日内办结',
  report: '5 个工作日内交办，实名的要告知和反馈',
  lead: '按专项整治方案的期限',
} as const;

export const accept: ActOnScreen = {
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
};

export const reportResult: ActOnScreen = {
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
};

export const conclude: ActOnScreen = {
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
};

export const extend: ActOnScreen = {
  act: 'extend',
  label: '延期',
  button: '批准延期',
  says: `办理期限届满前批准，只能延长一次，最多 ${MOST_EXTENDED_DAYS} 日。批准后由经办告知信访人。`,
  fields: [
    {
      key: 'days',
      label: '延长天数',
      kind: 'number',
      needed: true,
      from: 1,
      to: MOST_EXTENDED_DAYS,
    },
    reason('理由（写进延期告知书）'),
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
};

export const refuse: ActOnScreen = {
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
};

export const reopen: ActOnScreen = {
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
};

export const unmerge: ActOnScreen = {
  act: 'unmerge',
  label: '撤销并案',
  button: '撤销并案',
  says: '撤出后回到并案前的状态，时限照原来的受理日和收到日计算，它带来的被反映人一并撤出。',
  fields: [reason('原因')],
  papers: false,
  said: () => '已撤销并案，请重新受理或分办',
  send: (clue, filled) =>
    done(
      api.POST('/api/clues/{id}/unmerge', {
        params: path(clue),
        body: { text: textOf(filled), version: clue.version },
      }),
    ),
};

import { ANSWER_METHODS, SATISFACTION } from '@anju/domain';
import { api, done } from '../../api/client.ts';
import type { Clue } from '../../api/contract.ts';
import type { ActField } from './act-fields.tsx';
import type { Filled } from './act-form.tsx';
import {
  type ActOnScreen,
  day,
  keyIn,
  onOf,
  optionsOf,
  path,
  reason,
  remark,
  textOf,
  today,
} from './act-on-screen.ts';

type Reporter = Clue['reporters'][number];

/** Where several reported by name, whose telling is written down; none chosen is all of them. */
function whomToTell(untold: readonly Reporter[]): readonly ActField[] {
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

const tellingOf = (clue: Clue, filled: Filled) => ({
  of: filled.values.of || null,
  on: onOf(filled),
  text: textOf(filled),
  version: clue.version,
});

export const tellAcceptance: ActOnScreen = {
  act: 'tell-acceptance',
  label: '告知受理情况',
  button: '登记已告知',
  fieldsOf: ({ reporters }) => whomToTell(reporters.filter(({ toldOn }) => toldOn === null)),
  fields: [day('告知日期'), reason('怎样告知的')],
  papers: false,
  letters: ['acceptance', 'refusal'],
  initial: today,
  said: () => '已登记告知受理情况',
  send: (clue, filled) =>
    done(
      api.POST('/api/clues/{id}/tell', {
        params: path(clue),
        body: tellingOf(clue, filled),
      }),
    ),
};

export const tellExtension: ActOnScreen = {
  act: 'tell-extension',
  label: '告知延期',
  button: '登记已告知延期',
  says: '延长办理期限的，须告知信访人理由。可以先打印延期告知书送达。',
  fieldsOf: ({ reporters }) =>
    whomToTell(
      reporters.filter(({ extendedDays, extensionToldOn }) => extendedDays > 0 && extensionToldOn === null),
    ),
  fields: [day('告知日期'), reason('怎样告知的')],
  papers: false,
  letters: ['extension'],
  initial: today,
  said: () => '已登记告知延期',
  send: (clue, filled) =>
    done(
      api.POST('/api/clues/{id}/tell-extension', {
        params: path(clue),
        body: tellingOf(clue, filled),
      }),
    ),
};

export const answer: ActOnScreen = {
  act: 'answer',
  label: '反馈',
  button: '登记反馈并办结',
  says: '登记以后，反馈内容写进答复书；在此之前留空待填。匿名举报没有答复书，凭查询码答复。',
  fields: [
    { key: 'method', label: '反馈方式', kind: 'select', needed: true, options: optionsOf(ANSWER_METHODS) },
    reason('反馈内容'),
  ],
  papers: true,
  letters: ['answer'],
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
};

export const recordSatisfaction: ActOnScreen = {
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
};

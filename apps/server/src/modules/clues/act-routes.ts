import { type Action, CLUE_STATES, type ClueRefusal, MOST_EXTENDED_DAYS } from '@anju/domain';
import { z } from 'zod';
import type { Deps } from '../../platform/deps.ts';
import { DAY_INPUT } from '../../platform/http/day-input.ts';
import type { App } from '../../platform/http/types.ts';
import { changedMeanwhile, conflict, forbidden, invalidInput, notFound } from '../../platform/problem.ts';
import type { ActContext, ActResult } from './act-on-clue.ts';
import { recordSatisfaction, reopenClue } from './after-answer.ts';
import { editClue, setDisposal } from './edit-clue.ts';
import { adoptCorrection, keepOwn } from './handed-down/answer-correction.ts';
import { handDownClue } from './handed-down/hand-down-clue.ts';
import { recallClue } from './handed-down/recall-clue.ts';
import { EDITED_CLUE, ID, PAPERS, REASON, REMARK } from './input.ts';
import { KIND, NOT_YOUR_LEVEL, RECEIVER, RESULT } from './present.ts';
import { routeClue } from './route-clue.ts';
import { recordOutcome, recordReceipt, recordReturn, transferClue } from './transfer-clue.ts';
import {
  acceptClue,
  answerReporter,
  concludeClue,
  extendClue,
  refuseClue,
  reportResult,
  returnClue,
  tellAcceptance,
  tellExtension,
} from './triage.ts';

const VERSION = { version: z.number().int() };
export const DONE = z.object({ version: z.number().int(), state: z.string(), stateLabel: z.string() });

const TOLD: Readonly<Record<ClueRefusal, string>> = {
  'not-in-this-state': '这条线索已经进入别的环节，不能这样办。请刷新后查看。',
  'not-your-role': '您的角色不能做这一步。请联系县级业务管理员。',
  'not-your-level': NOT_YOUR_LEVEL,
  'same-person': '结果是您提交的，须由另一人审定。',
  'not-named': '这是匿名举报，没有可告知的人。',
};

/** The outcome of an act, or the problem that the person is told. Thrown inside the transaction, so nothing stays. */
export function answer(result: ActResult): z.infer<typeof DONE> {
  if (result.status === 'done')
    return { version: result.version, state: result.state, stateLabel: CLUE_STATES[result.state] };
  switch (result.reason) {
    case 'not-found':
      throw notFound('这条线索');
    case 'changed-meanwhile':
      throw changedMeanwhile('这条线索', result.by);
    case 'not-your-role':
    case 'not-your-level':
      throw forbidden(TOLD[result.reason]);
    case 'papers-not-yours':
      throw invalidInput('有材料不是您上传的，或已用于其他事项。请重新上传。', [
        { path: 'paperIds', message: '不能使用的材料' },
      ]);
    case 'rule':
      throw conflict(result.code, result.detail);
    default:
      throw conflict(result.reason, TOLD[result.reason]);
  }
}

const SAID = { text: REMARK, paperIds: PAPERS };
const REASONED = { text: REASON, paperIds: PAPERS };
const ON = { on: DAY_INPUT };
const HANDLER = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('organisation'), organisation: z.string().regex(/^\d{9,12}$/) }),
  z.object({ kind: z.literal('department'), departmentId: z.uuid() }),
  z.object({ kind: z.literal('person'), personId: z.uuid() }),
]);

/** The steps of a clue's life, each a path, a permission, a body, and the use case that does it. */
export function clueActRoutes(app: App, deps: Deps): void {
  function act<B extends z.ZodRawShape>(
    path: string,
    action: Action,
    summary: string,
    body: B,
    perform: (context: ActContext, input: z.infer<z.ZodObject<B>>) => Promise<ActResult>,
  ): void {
    const schema = z.object(body);
    app.post(
      `/api/clues/:id/${path}`,
      {
        schema: { summary, params: ID, body: schema.extend(VERSION), response: { 200: DONE } },
        config: { action },
      },
      (request) =>
        request.inScope(async (tx) => {
          const { version } = z.object(VERSION).parse(request.body);
          const context = { tx, deps, actor: request.actor, id: request.params.id, version };
          return answer(await perform(context, schema.parse(request.body)));
        }),
    );
  }

  act('accept', 'clue.triage', '受理线索', { kind: KIND, ...SAID }, acceptClue);
  act('refuse', 'clue.triage', '不予受理', REASONED, refuseClue);
  act(
    'tell',
    'clue.triage',
    '登记已告知受理情况',
    { of: z.uuid().nullable().default(null), ...ON, ...REASONED },
    tellAcceptance,
  );
  act('route', 'clue.triage', '分办线索', { to: HANDLER, text: REMARK }, routeClue);
  act(
    'transfer',
    'clue.triage',
    '移送线索',
    {
      receiver: RECEIVER,
      receiverName: z.string().trim().min(2, '请填承接单位').max(60),
      letterNo: z.string().trim().min(1, '请填移送函号').max(60),
      sentOn: DAY_INPUT,
      dueOn: DAY_INPUT,
      ...SAID,
    },
    transferClue,
  );
  act(
    'hand-down',
    'clue.hand-down',
    '转办县市',
    { county: z.string().regex(/^\d{6}$/), dueOn: DAY_INPUT, text: REMARK, paperIds: PAPERS },
    handDownClue,
  );
  act('recall', 'clue.hand-down', '撤回转办', { text: REASON }, recallClue);
  act(
    'receipt',
    'clue.triage',
    '登记移送回执',
    { ...ON, no: z.string().trim().max(60).default(''), ...SAID },
    recordReceipt,
  );
  act('returned', 'clue.triage', '登记移送退回', { ...ON, ...REASONED }, recordReturn);
  act('outcome', 'clue.triage', '登记移送结果', { ...ON, result: RESULT, ...REASONED }, recordOutcome);
  act(
    'extend',
    'clue.extend',
    '批准延长办理期限',
    { days: z.number().int().min(1).max(MOST_EXTENDED_DAYS), text: REASON },
    extendClue,
  );
  act(
    'tell-extension',
    'clue.triage',
    '登记已告知延期',
    { of: z.uuid().nullable().default(null), ...ON, ...REASONED },
    tellExtension,
  );
  act('result', 'clue.inquire', '提交核查结果', { result: RESULT, ...REASONED }, reportResult);
  act(
    'conclude',
    'clue.conclude',
    '审定或退回核查结果',
    { agree: z.boolean(), text: REMARK },
    (context, input) => {
      if (input.agree) return concludeClue(context, { text: input.text === '' ? '同意' : input.text });
      if (input.text.length < 2)
        throw invalidInput('退回时要写明原因。', [{ path: 'text', message: '请写明退回原因' }]);
      return returnClue(context, input);
    },
  );
  act(
    'answer',
    'clue.triage',
    '反馈举报人',
    { method: z.enum(['phone', 'written', 'visit', 'message', 'web', 'none']), ...REASONED },
    answerReporter,
  );
  act(
    'satisfaction',
    'clue.triage',
    '登记满意度',
    { satisfaction: z.enum(['satisfied', 'acceptable', 'dissatisfied']), text: REMARK },
    recordSatisfaction,
  );
  act('reopen', 'clue.reopen', '重新办理线索', { text: REASON }, reopenClue);
  act('disposal', 'clue.triage', '变更处置情况', { ...ON, disposal: z.string().min(1).max(40) }, setDisposal);

  act(
    'correction',
    'clue.triage',
    '采用或不采用上级的更正',
    { adopt: z.boolean(), text: REMARK },
    (context, input) => {
      if (input.adopt) return adoptCorrection(context);
      if (input.text.length < 2)
        throw invalidInput('不采用时要写明原因。', [{ path: 'text', message: '请写明不采用的原因' }]);
      return keepOwn(context, input);
    },
  );

  app.patch(
    '/api/clues/:id',
    {
      schema: {
        summary: '更正线索内容',
        params: ID,
        body: EDITED_CLUE.extend(VERSION),
        response: { 200: DONE },
      },
      config: { action: 'clue.triage' },
    },
    (request) =>
      request.inScope(async (tx) => {
        const { version, ...edit } = request.body;
        const context = { tx, deps, actor: request.actor, id: request.params.id, version };
        return answer(await editClue(context, edit));
      }),
  );
}

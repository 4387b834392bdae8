import { SUPERVISION_STATES } from '@anju/domain';
import { z } from 'zod';
import type { Deps } from '../../platform/deps.ts';
import { DAY_INPUT } from '../../platform/http/day-input.ts';
import type { App } from '../../platform/http/types.ts';
import {
  changedMeanwhile,
  conflict,
  forbidden,
  invalidInput,
  notFound,
  type Problem,
} from '../../platform/problem.ts';
import {
  answerNotice,
  type NoticeActResult,
  type NoticeContext,
  returnNotice,
  settleNotice,
} from './act-on-notice.ts';
import { type IssueRefusal, issueNotice } from './issue-notice.ts';

const TEXT = z.string().trim().min(2).max(2000);
const VERSION = { version: z.number().int() };
const DONE = z.object({ version: z.number().int(), state: z.string(), stateLabel: z.string() });

const SUBJECT = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('problem'), id: z.uuid() }),
  z.object({ kind: z.literal('clue'), id: z.uuid() }),
  z.object({ kind: z.literal('report'), id: z.uuid() }),
]);

const late = (): Problem =>
  invalidInput('期限早于今天。请选择今天或以后的日期。', [{ path: 'dueOn', message: '早于今天' }]);

function issueRefusal(reason: IssueRefusal): Problem {
  switch (reason) {
    case 'due-in-past':
      return late();
    case 'no-organisation':
      return invalidInput('没有这个单位，或已停用，或不在您的辖区。请重新选择。', [
        { path: 'organisation', message: '没有这个单位' },
      ]);
    case 'no-case':
      return invalidInput('没有找到这个问题或线索。请重新选择。', [
        { path: 'subject', message: '请重新选择' },
      ]);
    case 'not-late':
      return invalidInput('没有这张逾期未报的表，可能已经上报。请刷新后重新选择。', [
        { path: 'subject', message: '不是逾期未报的表' },
      ]);
    case 'noticed-already':
      return conflict('noticed-already', '这张报表已有一件督办没有办结，不再重复督办。请到督办列表查看。');
    case 'other-county':
      return invalidInput('这件事项不属于所选单位所在的县市。请重新选择单位。', [
        { path: 'organisation', message: '不在同一县市' },
      ]);
    case 'accused-office':
      return invalidInput('这条线索或问题反映的就是该单位，不能向它督办。请改向其上级或其他单位。', [
        { path: 'organisation', message: '被反映单位须回避' },
      ]);
    case 'clue-not-theirs':
      return invalidInput('这条线索没有交该单位办理，不能让它知悉。请选择承办单位或其上级。', [
        { path: 'organisation', message: '不是承办单位' },
      ]);
  }
}

function answer(result: NoticeActResult): z.infer<typeof DONE> {
  if (result.status === 'done') {
    return { version: result.version, state: result.state, stateLabel: SUPERVISION_STATES[result.state] };
  }
  switch (result.reason) {
    case 'not-found':
      throw notFound('这件督办');
    case 'changed-meanwhile':
      throw changedMeanwhile('这件督办', result.by);
    case 'not-in-this-state':
      throw conflict('not-in-this-state', '这件督办已经进入下一步，不能这样操作。请刷新后查看。');
    case 'not-your-role':
      throw forbidden('您的角色不能做这一步。请联系县级业务管理员。');
    case 'not-your-level':
      throw forbidden('这件督办由上级下发，须由下发单位办结或退回。');
    case 'same-person':
      throw conflict('same-person', '回复是您提交的，须由另一人核定。');
    case 'papers-not-yours':
      throw invalidInput('有材料不是您上传的，或已用于其他记录。请重新上传。', [
        { path: 'paperIds', message: '不能使用的材料' },
      ]);
    case 'due-in-past':
      throw late();
  }
}

export function noticeActRoutes(app: App, deps: Deps): void {
  app.post(
    '/api/supervisions',
    {
      schema: {
        summary: '下发督办',
        body: z.object({
          organisation: z.string().regex(/^\d{6,12}$/),
          subject: SUBJECT,
          demand: TEXT,
          dueOn: DAY_INPUT,
        }),
        response: { 201: z.object({ id: z.uuid(), number: z.string() }) },
      },
      config: { action: 'supervision.issue' },
    },
    async (request, reply) => {
      const issued = await request.inScope(async (tx) => {
        const result = await issueNotice({ tx, deps, actor: request.actor }, request.body);
        if (result.status === 'refused') throw issueRefusal(result.reason);
        return result;
      });
      return reply.code(201).send({ id: issued.id, number: issued.number });
    },
  );

  /** One act on one notice. */
  function act<B extends z.ZodRawShape>(
    path: string,
    action: 'supervision.answer' | 'supervision.issue',
    summary: string,
    body: B,
    perform: (context: NoticeContext, input: z.infer<z.ZodObject<B>>) => Promise<NoticeActResult>,
  ): void {
    const schema = z.object(body);
    app.post(
      `/api/supervisions/:id/${path}`,
      {
        schema: {
          summary,
          params: z.object({ id: z.uuid() }),
          body: schema.extend(VERSION),
          response: { 200: DONE },
        },
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

  const papers = z.array(z.uuid()).max(20).default([]);
  act('answer', 'supervision.answer', '回复督办', { text: TEXT, paperIds: papers }, answerNotice);
  act(
    'settle',
    'supervision.issue',
    '办结督办',
    { text: z.string().trim().max(2000).default('') },
    settleNotice,
  );
  act('return', 'supervision.issue', '退回督办回复', { reason: TEXT, dueOn: DAY_INPUT }, returnNotice);
}

import { CONCLUDE_BARS, CONCLUSIONS, FINDING_STATES, HEARING_TEXTS } from '@anju/domain';
import { z } from 'zod';
import type { Deps } from '../../platform/deps.ts';
import type { App } from '../../platform/http/types.ts';
import { changedMeanwhile, conflict, forbidden, invalidInput, notFound } from '../../platform/problem.ts';
import {
  type ActContext,
  type ActResult,
  concludeFinding,
  proposeConclusion,
  recordAnswer,
  recordCannotTell,
  reopenFinding,
  returnFinding,
  tellFamily,
} from './act-on-finding.ts';
import { assignFindings } from './assign-findings.ts';
import { hasOrganisation, listPlaces } from './place-store.ts';

const ID = z.object({ id: z.uuid() });
const VERSION = { version: z.number().int() };
const PAPERS = z.array(z.uuid()).max(20).default([]);
const TEXT = z.string().trim().min(2).max(2000);
const DONE = z.object({ version: z.number().int(), state: z.string(), stateLabel: z.string() });

/** The outcome of an act, or the problem that the person is told. Thrown inside the transaction, so nothing stays. */
function answer(result: ActResult): z.infer<typeof DONE> {
  if (result.status === 'done') {
    return { version: result.version, state: result.state, stateLabel: FINDING_STATES[result.state] };
  }
  switch (result.reason) {
    case 'not-found':
      throw notFound('这条疑点');
    case 'changed-meanwhile':
      throw changedMeanwhile('这条疑点', result.by);
    case 'not-in-this-state':
      throw conflict('not-in-this-state', '这条疑点已经进入下一步，不能这样操作。请刷新后查看。');
    case 'not-raised':
      throw conflict(
        'not-raised',
        '最近一次比对没有再出现这条疑点，或这户已退出，不再核查。再次出现时会回到疑点核查。请刷新后查看。',
      );
    case 'not-heard':
      throw conflict('not-heard', HEARING_TEXTS[result.hearing]);
    case 'other-facts':
      throw conflict(
        'other-facts',
        '提出结论之后，比对事实有变化，这个结论是就原来的事实提出的。请退回，由经办人就现在的事实重新核查、提出结论。',
      );
    case 'open-twin':
      throw conflict(
        'open-twin',
        `这户的同一事项已有一条新疑点（${FINDING_STATES[result.state]}）。请在疑点核查中打开那一条继续核查，不必重新核查这一条。`,
      );
    case 'not-your-role':
      throw forbidden('您的角色不能做这一步。请联系县级业务管理员。');
    case 'same-person':
      throw conflict('same-person', CONCLUDE_BARS['same-person']);
    case 'entered-answer':
      throw forbidden(CONCLUDE_BARS['entered-answer']);
    case 'papers-not-yours':
      throw invalidInput('有佐证材料不是您上传的，或已用于其他疑点。请重新上传。', [
        { path: 'paperIds', message: '不能使用的材料' },
      ]);
  }
}

export function findingActRoutes(app: App, deps: Deps): void {
  app.get(
    '/api/findings/places',
    {
      schema: {
        summary: '可派发疑点的街道和社区',
        response: {
          200: z.object({
            items: z.array(z.object({ code: z.string(), name: z.string(), hasWorker: z.boolean() })),
          }),
        },
      },
      config: { action: 'finding.assign' },
    },
    (request) =>
      request.inScope(async (tx) => ({ items: [...(await listPlaces(tx, request.actor.county))] })),
  );

  app.post(
    '/api/findings/assign',
    {
      schema: {
        summary: '批量派发疑点',
        body: z.object({
          ids: z.array(z.uuid()).min(1).max(500),
          // Null: each to the community its own family lives in.
          organisation: z
            .string()
            .regex(/^\d{6,12}$/)
            .nullable(),
          dueOn: z.iso.date(),
        }),
        response: {
          200: z.object({
            assigned: z.number().int(),
            places: z.array(
              z.object({ organisation: z.string(), name: z.string(), count: z.number().int() }),
            ),
            skipped: z.array(z.object({ id: z.uuid(), why: z.string() })),
          }),
        },
      },
      config: { action: 'finding.assign' },
    },
    (request) =>
      request.inScope(async (tx) => {
        const { actor, body } = request;
        if (body.dueOn < deps.clock.today()) {
          throw invalidInput('办理期限已过。请选择今天或以后的日期。', [
            { path: 'dueOn', message: '早于今天' },
          ]);
        }
        const place = body.organisation;
        if (place !== null && !(await hasOrganisation(tx, actor.county, place))) {
          throw invalidInput('没有这个机构，或不在您的辖区。请重新选择。', [
            { path: 'organisation', message: '没有这个机构' },
          ]);
        }
        const { assigned, places, skipped } = await assignFindings({ tx, deps, actor }, body);
        return { assigned, places: [...places], skipped: [...skipped] };
      }),
  );

  /** One act on one finding: a path, a permission, a body, and the use case that does it. */
  function act<B extends z.ZodRawShape>(
    path: string,
    action: 'finding.answer' | 'finding.propose' | 'finding.conclude' | 'finding.reopen',
    summary: string,
    body: B,
    perform: (context: ActContext, input: z.infer<z.ZodObject<B>>) => Promise<ActResult>,
  ): void {
    const schema = z.object(body);
    app.post(
      `/api/findings/:id/${path}`,
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

  act(
    'tell',
    'finding.answer',
    '告知家庭',
    { method: z.string().trim().min(1).max(20), note: TEXT, answerBy: z.iso.date() },
    (context, input) => {
      if (input.answerBy < deps.clock.today()) {
        throw invalidInput('反馈截止日已过。请选择今天或以后的日期。', [
          { path: 'answerBy', message: '早于今天' },
        ]);
      }
      return tellFamily(context, input);
    },
  );
  act('cannot-tell', 'finding.answer', '登记无法告知', { reason: TEXT }, (context, input) =>
    recordCannotTell(context, input.reason),
  );
  act('answer', 'finding.answer', '登记家庭反馈', { text: TEXT, paperIds: PAPERS }, recordAnswer);
  act(
    'propose',
    'finding.propose',
    '提出核查结论',
    {
      conclusion: z.enum(CONCLUSIONS),
      reason: TEXT,
      paperIds: PAPERS,
      exitNature: z.enum(['1A', '1B', '2', '3']).nullable().default(null),
    },
    proposeConclusion,
  );
  act(
    'conclude',
    'finding.conclude',
    '审定或退回结论',
    { agree: z.boolean(), remark: z.string().trim().max(2000).default('') },
    (context, input) => {
      if (input.agree) return concludeFinding(context, input.remark === '' ? '同意' : input.remark);
      if (input.remark.length < 2) {
        throw invalidInput('退回时要写明原因。', [{ path: 'remark', message: '请写明退回原因' }]);
      }
      return returnFinding(context, input.remark);
    },
  );
  act('reopen', 'finding.reopen', '重新核查', { reason: TEXT }, (context, input) =>
    reopenFinding(context, input.reason),
  );
}

import { z } from 'zod';
import type { Deps } from '../../platform/deps.ts';
import { DAY_INPUT } from '../../platform/http/day-input.ts';
import type { App } from '../../platform/http/types.ts';
import { conflict, invalidInput, notFound, type Problem } from '../../platform/problem.ts';
import { AMOUNT_FEN } from './problem-act-routes.ts';
import {
  type RegisterRefusal,
  type RegisterResult,
  registerProblem,
  takeClue,
  takeFindings,
} from './register-problem.ts';
import { takeCheckItem } from './take-check-item.ts';

const REGISTERED = z.object({ id: z.uuid(), number: z.string(), existed: z.boolean() });
const CATEGORY = z.string().min(1).max(20);
const HOUSEHOLD = z.uuid().nullable().default(null);
const PLACE = z.object({ category: CATEGORY, item: z.string().max(20).nullable() });

/** Why one of several was not taken: said in the list of what was skipped. */
const WHY: Readonly<Record<RegisterRefusal, string>> = {
  'no-campaign': '没有这项专项整治，或本县没有参加',
  ended: '这项专项整治已经结束',
  'no-category': '这类疑点没有预设的问题类别，请选择类别后再转',
  'bad-category': '本次整治没有这个类别或内容',
  'not-found': '不存在或不在您的辖区',
  'not-confirmed': '还没有审定为属实',
  void: '这次抽查已经作废',
  'on-ledger': '抽中的问题已经在台账上',
  'nothing-found': '抽查结果不是有问题',
  'other-campaign': '没有归入这项专项整治',
  'counted-below': '已转办县市，由县市列入问题台账',
  'before-campaign': '发现日期早于专项整治的开始日期',
  'in-the-future': '发现日期在今天之后',
  'foreign-region': '不在您的县',
  'foreign-household': '没有这户，或不在您的辖区',
};

function refusalOf(reason: RegisterRefusal, what: string): Problem {
  if (reason === 'not-found') return notFound(what);
  if (reason === 'no-campaign') return notFound('这项专项整治');
  if (reason === 'ended') return conflict('campaign-ended', '这项专项整治已经结束，不能再登记问题。');
  if (reason === 'not-confirmed')
    return conflict('not-confirmed', `${what}还没有审定为属实，不能转为问题。请先办完核查。`);
  if (reason === 'void') return conflict('void', '这次抽查已经作废，不能转为问题。');
  if (reason === 'on-ledger')
    return conflict('on-ledger', '抽中的问题已经在台账上。请打开那个问题，需要时重新整改。');
  if (reason === 'nothing-found')
    return conflict('nothing-found', '抽查结果不是“有问题”，不能转为问题。请先登记抽查结果。');
  if (reason === 'other-campaign')
    return conflict('other-campaign', '这条线索还没有归入专项整治。请先在线索页把它归入，再转为问题。');
  if (reason === 'counted-below')
    return conflict(
      'counted-below',
      '这条线索已转办县市，在县市的报表中计入，由县市转为问题；本级再列会重复统计。',
    );
  const paths: Partial<Record<RegisterRefusal, string>> = {
    'no-category': 'category',
    'bad-category': 'category',
    'foreign-region': 'region',
    'foreign-household': 'householdId',
  };
  return invalidInput(`${WHY[reason]}。请核对后再提交。`, [
    { path: paths[reason] ?? 'foundOn', message: WHY[reason] },
  ]);
}

function answer(result: RegisterResult, what: string): z.infer<typeof REGISTERED> {
  if (result.status === 'refused') throw refusalOf(result.reason, what);
  const { id, number, existed } = result;
  return { id, number, existed };
}

export function registerRoutes(app: App, deps: Deps): void {
  app.post(
    '/api/problems',
    {
      schema: {
        summary: '登记问题',
        body: PLACE.extend({
          campaignId: z.uuid(),
          description: z.string().trim().min(2).max(2000),
          source: z.string().trim().min(1).max(40),
          region: z.string().regex(/^\d{6,12}$/),
          foundOn: DAY_INPUT,
          amountFen: AMOUNT_FEN,
          pressing: z.boolean().default(false),
          householdId: HOUSEHOLD,
        }),
        response: { 201: REGISTERED },
      },
      config: { action: 'problem.register' },
    },
    async (request, reply) => {
      const done = await request.inScope(async (tx) =>
        answer(await registerProblem({ tx, deps, actor: request.actor }, request.body), '这个问题'),
      );
      return reply.code(201).send(done);
    },
  );

  app.post(
    '/api/problems/from-findings',
    {
      schema: {
        summary: '属实疑点转为问题',
        body: z.object({
          campaignId: z.uuid(),
          ids: z.array(z.uuid()).min(1).max(500),
          place: PLACE.nullable().default(null),
        }),
        response: {
          200: z.object({
            taken: z.array(z.object({ id: z.uuid(), number: z.string() })),
            existed: z.number().int(),
            skipped: z.array(z.object({ id: z.uuid(), why: z.string() })),
          }),
        },
      },
      config: { action: 'problem.register' },
    },
    (request) =>
      request.inScope(async (tx) => {
        const result = await takeFindings({ tx, deps, actor: request.actor }, request.body);
        return {
          taken: [...result.taken],
          existed: result.existed,
          skipped: result.skipped.map(({ id, reason }) => ({ id, why: WHY[reason] })),
        };
      }),
  );

  app.post(
    '/api/problems/from-clue',
    {
      schema: {
        summary: '属实线索转为问题',
        body: z.object({
          clueId: z.uuid(),
          place: PLACE,
          description: z.string().trim().min(2).max(2000).nullable().default(null),
          householdId: HOUSEHOLD,
        }),
        response: { 200: REGISTERED },
      },
      config: { action: 'problem.register' },
    },
    (request) =>
      request.inScope(async (tx) =>
        answer(await takeClue({ tx, deps, actor: request.actor }, request.body), '这条线索'),
      ),
  );

  app.post(
    '/api/problems/from-check-item',
    {
      schema: {
        summary: '抽查有问题的对象转为问题',
        body: z.object({ itemId: z.uuid(), place: PLACE }),
        response: { 200: REGISTERED },
      },
      config: { action: 'problem.register' },
    },
    (request) =>
      request.inScope(async (tx) =>
        answer(await takeCheckItem({ tx, deps, actor: request.actor }, request.body), '这个抽查对象'),
      ),
  );
}

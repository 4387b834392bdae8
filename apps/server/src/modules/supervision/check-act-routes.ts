import { SHORTEST_SEED } from '@anju/domain';
import { z } from 'zod';
import type { Actor } from '../../platform/actor.ts';
import type { Deps } from '../../platform/deps.ts';
import { DAY_INPUT } from '../../platform/http/day-input.ts';
import type { App } from '../../platform/http/types.ts';
import { changedMeanwhile, conflict, invalidInput, notFound } from '../../platform/problem.ts';
import { type CheckResult, drawCheck, freezeCheck, voidCheck } from './draw-check.ts';
import { KIND, SEED_KIND, SPOT_CHECK } from './present-check.ts';
import { type ItemResult, recordResult, transferItem } from './record-check.ts';

const ID = z.object({ id: z.uuid() });
const VERSION = z.number().int();
const DONE = z.object({ id: z.uuid(), version: z.number().int() });
const ITEM_DONE = z.object({ version: z.number().int() });

const FREEZE = z.object({
  county: z
    .string()
    .regex(/^\d{6}$/)
    .optional(),
  campaignId: z.uuid(),
  kind: KIND,
  region: z
    .string()
    .regex(/^(\d{6}|\d{9}|\d{12})$/)
    .optional(),
  estate: z.string().trim().min(1).max(100).nullable().default(null),
  title: z.string().trim().min(2).max(60),
  size: z.number().int().min(1).max(2000),
  seedKind: SEED_KIND,
  seedSource: z.string().trim().min(6).max(300),
  seedOn: DAY_INPUT,
  replaces: z.uuid().nullable().default(null),
});

function answer(result: CheckResult): z.infer<typeof DONE> {
  if ('done' in result) return { ...result.done };
  switch (result.reason) {
    case 'not-found':
      throw notFound('这次抽查');
    case 'changed-meanwhile':
      throw changedMeanwhile('这次抽查', result.by);
    case 'no-campaign':
      throw invalidInput('该县没有参加这项专项整治。请重新选择。', [
        { path: 'campaignId', message: '请重新选择' },
      ]);
    case 'empty-frame':
      throw invalidInput('这个范围内没有可抽的对象。请换一个范围。', [
        { path: 'region', message: '范围内为空' },
      ]);
    case 'size-beyond-frame':
      throw invalidInput('抽取数量超过了名单总数。请减少数量。', [{ path: 'size', message: '超过名单总数' }]);
    case 'seed-day-passed':
      throw invalidInput(
        '种子必须在名单冻结之后产生：公开事件须在明天或以后，现场掷骰可在今天。请改种子日期。',
        [{ path: 'seedOn', message: '种子可能已经产生' }],
      );
    case 'same-id-twice':
      throw conflict('same-id-twice', '名单里有重复的对象，不能抽取。请先核对名单。');
    case 'not-void':
      throw conflict('not-void', '原来的抽查没有作废，不能重新抽取。请先作废并写明原因。');
    case 'already-replaced':
      throw conflict('already-replaced', '作废的抽查已经重新抽取过一次，不能再抽。');
    case 'already-drawn':
      throw conflict('already-drawn', '这次抽查已经抽取，只抽一次。如确有差错，请作废并写明原因。');
    case 'same-person':
      throw conflict(
        'same-person',
        '名单是您冻结的，现场掷骰的种子须由另一人登记。请领导、审核或其他管理员打开这次抽查办理。',
      );
    case 'void':
      throw conflict('void', '这次抽查已经作废，不能再操作。');
    case 'short-seed':
      throw invalidInput(`种子至少 ${SHORTEST_SEED} 个字符。请按冻结时写明的来源完整填写。`, [
        { path: 'seed', message: '太短' },
      ]);
    case 'too-early':
      throw conflict('too-early', `冻结时写明种子在 ${result.on} 产生，现在还不能公布。`);
  }
}

function itemAnswer(result: ItemResult): z.infer<typeof ITEM_DONE> {
  if (result.status === 'done') return { version: result.version };
  switch (result.reason) {
    case 'not-found':
      throw notFound('这个抽查对象');
    case 'changed-meanwhile':
      throw changedMeanwhile('这个抽查对象', result.by);
    case 'void':
      throw conflict('void', '这次抽查已经作废，不能再登记结果。');
    case 'in-the-future':
      throw invalidInput('日期在今天之后。请按实际日期登记。', [{ path: 'on', message: '在今天之后' }]);
    case 'already-transferred':
      throw conflict('already-transferred', '已移送纪检监察机关，结果不能再改。');
    case 'nothing-to-transfer':
      throw conflict('nothing-to-transfer', '自查与抽查一致或还没有核查，不需要移送。');
    case 'on-ledger':
      throw conflict('on-ledger', '已经转为台账问题，结果不能改成没有问题。请先撤销那个问题。');
    case 'remark-missing':
      throw invalidInput('结果不一致或未能核查的，要写明情况。', [{ path: 'remark', message: '请写明情况' }]);
    case 'papers-missing':
      throw invalidInput('与自查不符的要移送纪检监察机关，须附现场照片等佐证材料。', [
        { path: 'paperIds', message: '请上传佐证材料' },
      ]);
    case 'papers-not-yours':
      throw invalidInput('有材料不是您上传的，或已用于其他记录。请重新上传。', [
        { path: 'paperIds', message: '不能使用的材料' },
      ]);
  }
}

/** The county that is checked: the person's own, or the one that the level above names in its scope. */
function countyOf(actor: Actor, named: string | undefined): string {
  if (actor.scope.length >= 6) return actor.county;
  if (named?.startsWith(actor.scope) !== true) {
    throw invalidInput('请选择要抽查的县市。', [{ path: 'county', message: '请选择县市' }]);
  }
  return named;
}

export function checkActRoutes(app: App, deps: Deps): void {
  app.post(
    '/api/checks',
    {
      schema: { summary: '冻结抽查名单', body: FREEZE, response: { 201: DONE } },
      config: { action: 'check.draw' },
    },
    async (request, reply) => {
      const { actor, body } = request;
      const county = countyOf(actor, body.county);
      const region = body.region ?? county;
      if (!region.startsWith(county)) {
        throw invalidInput('范围不在所选县市内。请重新选择。', [{ path: 'region', message: '不在县市内' }]);
      }
      const done = await request.inScope(async (tx) =>
        answer(await freezeCheck({ tx, deps, actor }, { ...body, county, region })),
      );
      return reply.code(201).send(done);
    },
  );

  app.post(
    '/api/checks/:id/draw',
    {
      schema: {
        summary: '公布种子并抽取',
        params: ID,
        body: z.object({
          seed: z.string().trim().min(1).max(200),
          proof: z.string().trim().min(2).max(300),
          version: VERSION,
        }),
        response: { 200: DONE },
      },
      config: { action: 'check.seed' },
    },
    (request) =>
      request.inScope(async (tx) => {
        const input = { ...request.body, id: request.params.id };
        return answer(await drawCheck({ tx, deps, actor: request.actor }, input));
      }),
  );

  app.post(
    '/api/checks/:id/void',
    {
      schema: {
        summary: '作废抽查',
        params: ID,
        body: z.object({ reason: z.string().trim().min(4).max(500), version: VERSION }),
        response: { 200: DONE },
      },
      config: { action: 'check.draw' },
    },
    (request) =>
      request.inScope(async (tx) => {
        const input = { ...request.body, id: request.params.id };
        return answer(await voidCheck({ tx, deps, actor: request.actor }, input));
      }),
  );

  app.post(
    '/api/check-items/:id/result',
    {
      schema: {
        summary: '登记抽查结果',
        params: ID,
        body: z.object({
          spotCheck: SPOT_CHECK,
          remark: z.string().trim().max(1000).default(''),
          checkedOn: DAY_INPUT,
          paperIds: z.array(z.uuid()).max(20).default([]),
          version: VERSION,
        }),
        response: { 200: ITEM_DONE },
      },
      config: { action: 'check.record' },
    },
    (request) =>
      request.inScope(async (tx) => {
        const { version, ...input } = request.body;
        const context = { tx, deps, actor: request.actor, id: request.params.id, version };
        return itemAnswer(await recordResult(context, input));
      }),
  );

  app.post(
    '/api/check-items/:id/transfer',
    {
      schema: {
        summary: '移送纪检监察机关',
        params: ID,
        body: z.object({ letterNo: z.string().trim().min(2).max(60), on: DAY_INPUT, version: VERSION }),
        response: { 200: ITEM_DONE },
      },
      config: { action: 'check.record' },
    },
    (request) =>
      request.inScope(async (tx) => {
        const { version, ...input } = request.body;
        const context = { tx, deps, actor: request.actor, id: request.params.id, version };
        return itemAnswer(await transferItem(context, input));
      }),
  );
}

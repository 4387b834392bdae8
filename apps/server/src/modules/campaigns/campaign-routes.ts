import {
  buildPlan,
  type CampaignContent,
  OPEN_QUESTIONS,
  type PlanAnswers,
  READY_PLANS,
  type ReadyPlan,
} from '@anju/domain';
import { z } from 'zod';
import type { Deps } from '../../platform/deps.ts';
import { DAY_INPUT } from '../../platform/http/day-input.ts';
import { decodeCursor, encodeCursor, PAGE_QUERY, pageOf } from '../../platform/http/paging.ts';
import type { App } from '../../platform/http/types.ts';
import { changedMeanwhile, conflict, forbidden, invalidInput, notFound } from '../../platform/problem.ts';
import { loadCalendar } from '../calendar/index.ts';
import { addCounties } from './add-counties.ts';
import {
  countCampaigns,
  listCampaignRows,
  listParticipants,
  listPossibleParticipants,
  readCampaignRow,
  readCountyCampaign,
} from './campaign-store.ts';
import { type CampaignResult, type DropReports, editCampaign, endCampaign } from './change-campaign.ts';
import { CONTENT, readContent } from './content-schema.ts';
import { CHART, readCharts, readTotals } from './figures.ts';
import {
  CAMPAIGN_DETAIL,
  CAMPAIGN_LINE,
  PLAN,
  presentCampaign,
  presentUpcoming,
} from './present-campaign.ts';
import { rectifyBy } from './rectify-by.ts';
import { startCampaign } from './start-campaign.ts';

const ID = z.object({ id: z.uuid() });
const TITLE = z.string().trim().min(2).max(100);
const DOCUMENT_NO = z.string().trim().max(60);
const CHANGED = z.object({ version: z.number().int() });
const YEAR = z.coerce.number().int().min(2012).max(2100);

const READY_PLAN = z.object({
  code: PLAN,
  title: z.string(),
  source: z.string(),
  remark: z.string(),
  questions: z.array(
    z.object({
      key: z.string(),
      label: z.string(),
      hint: z.string(),
      options: z.array(z.object({ value: z.string(), label: z.string() })),
    }),
  ),
  startsOn: z.iso.date(),
  endsOn: z.iso.date(),
  /** As it would be with the first answer to every question: for the preview. */
  content: CONTENT,
});

function preview(plan: ReadyPlan, year: number): z.infer<typeof READY_PLAN> {
  const first: PlanAnswers = Object.fromEntries(
    plan.questions.map((key) => [key, OPEN_QUESTIONS[key].options[0].value]),
  );
  const built = buildPlan(plan, year, first);
  if (built === null) throw new Error(`the plan ${plan.code} does not take its own first answers`);
  return {
    code: plan.code,
    title: plan.title,
    source: plan.source,
    remark: plan.remark,
    questions: plan.questions.map((key) => ({
      key,
      label: OPEN_QUESTIONS[key].label,
      hint: OPEN_QUESTIONS[key].hint,
      options: OPEN_QUESTIONS[key].options.map((option) => ({ ...option })),
    })),
    startsOn: built.startsOn,
    endsOn: built.endsOn,
    content: plainContent(built.content),
  };
}

/** The same content as the schema's own mutable shape. */
const plainContent = (content: CampaignContent): z.infer<typeof CONTENT> => CONTENT.parse(content);

function answer(result: CampaignResult): z.infer<typeof CHANGED> {
  if (result.status === 'done') return { version: result.version };
  switch (result.reason) {
    case 'not-found':
      throw notFound('这项专项整治');
    case 'not-owner':
      throw forbidden('这项专项整治不是本单位启动的，不能修改。请联系启动单位。');
    case 'changed-meanwhile':
      throw changedMeanwhile('这项专项整治', result.by);
    case 'ended':
      throw conflict('campaign-ended', '这项专项整治已经结束，不能再修改。');
    case 'reports-filled':
      throw conflict(
        'reports-filled',
        `改后不再要报的报表里，有的已经填报：${result.reports.join('、')}。请保留这些报表和期次，再保存。`,
      );
    case 'faults':
      throw invalidInput('方案有误，请按提示修改。', result.faults);
  }
}

export function campaignRoutes(app: App, deps: Deps, dropReports: DropReports): void {
  app.get(
    '/api/campaigns',
    {
      schema: {
        summary: '专项整治列表',
        querystring: z.object({ state: z.enum(['running', 'ended']).optional(), ...PAGE_QUERY }),
        response: { 200: pageOf(CAMPAIGN_LINE) },
      },
      config: { action: 'campaign.read' },
    },
    (request) =>
      request.inScope(async (tx) => {
        const { actor, query } = request;
        const today = deps.clock.today();
        const filter = { scope: actor.scope, state: query.state };
        const page = await listCampaignRows(tx, filter, {
          after: decodeCursor(query.cursor),
          limit: query.limit,
        });
        const items: z.infer<typeof CAMPAIGN_LINE>[] = [];
        for (const row of page.rows) {
          const totals = await readTotals(tx, { reader: actor, campaign: row.id, today });
          items.push({ ...presentCampaign(row, actor, today), totals });
        }
        return { items, nextCursor: encodeCursor(page.next), total: await countCampaigns(tx, filter) };
      }),
  );

  app.get(
    '/api/campaigns/plans',
    {
      schema: {
        summary: '现成方案与可参加的单位',
        querystring: z.object({ year: YEAR }),
        response: {
          200: z.object({
            plans: z.array(READY_PLAN),
            participants: z.array(z.object({ county: z.string(), name: z.string() })),
          }),
        },
      },
      config: { action: 'campaign.manage' },
    },
    (request) =>
      request.inScope(async (tx) => ({
        plans: READY_PLANS.map((plan) => preview(plan, request.query.year)),
        participants: [...(await listPossibleParticipants(tx, request.actor.scope))],
      })),
  );

  app.post(
    '/api/campaigns',
    {
      schema: {
        summary: '启动专项整治',
        body: z.object({
          plan: PLAN,
          year: YEAR,
          answers: z.record(z.string(), z.string()).default({}),
          participants: z
            .array(z.string().regex(/^\d{6}$/))
            .max(300)
            .default([]),
          title: TITLE.optional(),
          documentNo: DOCUMENT_NO.optional(),
          startsOn: DAY_INPUT.optional(),
          endsOn: DAY_INPUT.optional(),
          content: CONTENT.optional(),
        }),
        response: { 201: ID },
      },
      config: { action: 'campaign.manage' },
    },
    async (request, reply) => {
      const started = await request.inScope(async (tx) => {
        const result = await startCampaign({ tx, deps, actor: request.actor }, request.body);
        if (result.status === 'refused') throw invalidInput('不能启动，请按提示修改。', result.faults);
        return { id: result.id };
      });
      return reply.code(201).send(started);
    },
  );

  app.get(
    '/api/campaigns/:id',
    {
      schema: { summary: '专项整治详情', params: ID, response: { 200: CAMPAIGN_DETAIL } },
      config: { action: 'campaign.read' },
    },
    (request) =>
      request.inScope(async (tx) => {
        const { actor } = request;
        const { id } = request.params;
        const row = await readCampaignRow(tx, actor.scope, id);
        if (row === null) throw notFound('这项专项整治');
        const today = deps.clock.today();
        const participants = await listParticipants(tx, actor.scope, id);
        const by = await rectifyBy(tx, deps, row);
        const canJoin = (await listPossibleParticipants(tx, actor.scope)).filter(({ county }) =>
          participants.every((one) => one.county !== county),
        );
        return {
          ...presentCampaign(row, actor, today),
          totals: await readTotals(tx, { reader: actor, campaign: id, today }),
          content: CONTENT.parse(row.content),
          participants: [...participants],
          canJoin: row.owner === actor.county && row.state === 'running' ? [...canJoin] : [],
          onOwnLedger: (await readCountyCampaign(tx, actor.county, id)) !== null,
          upcoming: presentUpcoming(row, await loadCalendar(tx, row.county), today),
          rectifyBy: by.day,
          rectifyByUnsureYears: [...by.unsureYears],
        };
      }),
  );

  app.get(
    '/api/campaigns/:id/figures',
    {
      schema: {
        summary: '专项整治图表',
        params: ID,
        response: { 200: z.object({ charts: z.array(CHART) }) },
      },
      config: { action: 'campaign.read' },
    },
    (request) =>
      request.inScope(async (tx) => {
        const { actor } = request;
        const row = await readCampaignRow(tx, actor.scope, request.params.id);
        if (row === null) throw notFound('这项专项整治');
        const charts = await readCharts(tx, {
          reader: actor,
          campaign: row.id,
          today: deps.clock.today(),
          startsOn: row.starts_on,
          content: readContent(row.content),
        });
        return { charts };
      }),
  );

  app.put(
    '/api/campaigns/:id',
    {
      schema: {
        summary: '修改进行中的专项整治',
        params: ID,
        body: z.object({
          title: TITLE,
          documentNo: DOCUMENT_NO,
          startsOn: DAY_INPUT,
          endsOn: DAY_INPUT,
          content: CONTENT,
          version: z.number().int(),
        }),
        response: { 200: CHANGED },
      },
      config: { action: 'campaign.manage' },
    },
    (request) =>
      request.inScope(async (tx) => {
        const { version, ...edit } = request.body;
        const context = { tx, deps, actor: request.actor, id: request.params.id, version };
        return answer(await editCampaign(context, edit, dropReports));
      }),
  );

  app.post(
    '/api/campaigns/:id/counties',
    {
      schema: {
        summary: '增加专项整治的参加单位',
        params: ID,
        body: z.object({
          counties: z.array(z.string().regex(/^\d{6}$/)).max(300),
          version: z.number().int(),
        }),
        response: { 200: CHANGED },
      },
      config: { action: 'campaign.manage' },
    },
    (request) =>
      request.inScope(async (tx) => {
        const { version, counties } = request.body;
        const context = { tx, deps, actor: request.actor, id: request.params.id, version };
        return answer(await addCounties(context, counties));
      }),
  );

  app.post(
    '/api/campaigns/:id/end',
    {
      schema: {
        summary: '结束专项整治',
        params: ID,
        body: z.object({ reason: z.string().trim().min(2).max(500), version: z.number().int() }),
        response: { 200: CHANGED },
      },
      config: { action: 'campaign.manage' },
    },
    (request) =>
      request.inScope(async (tx) => {
        const { version, reason } = request.body;
        const context = { tx, deps, actor: request.actor, id: request.params.id, version };
        return answer(await endCampaign(context, reason));
      }),
  );
}

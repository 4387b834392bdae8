import { REGISTERS, RULES } from '@anju/domain';
import { z } from 'zod';
import type { Deps } from '../../platform/deps.ts';
import { recordEvent } from '../../platform/events.ts';
import { COUNTY_PART, COUNTY_QUERY, scopeOfList } from '../../platform/http/county-filter.ts';
import { DAY_INPUT, MONTH_INPUT } from '../../platform/http/day-input.ts';
import { decodeCursor, encodeCursor, PAGE_QUERY, pageOf } from '../../platform/http/paging.ts';
import type { App } from '../../platform/http/types.ts';
import { requestCancel } from '../../platform/jobs/job-store.ts';
import { conflict, invalidInput, notFound } from '../../platform/problem.ts';
import { departmentNames } from '../feeds/index.ts';
import { ruleTitle } from '../findings/index.ts';
import { JOB_VIEW, readJobView } from '../intake/index.ts';
import { countyNames } from '../organisations/index.ts';
import { startRun } from './start-run.ts';
import { countRuns, listRuns, type RunRow, readRun, readRunPolicy } from './store.ts';

const STATE = z.enum(['queued', 'running', 'done', 'failed', 'cancelled']);
const STATE_LABELS = {
  queued: '等待中',
  running: '比对中',
  done: '已完成',
  failed: '未完成',
  cancelled: '已取消',
} as const;
const COUNTS = z.object({
  families: z.number().int(),
  persons: z.number().int(),
  fail: z.number().int(),
  incomparable: z.number().int(),
  new: z.number().int(),
  persisting: z.number().int(),
  cleared: z.number().int(),
  exited: z.number().int(),
  settled: z.number().int(),
  byRule: z.array(
    z.object({
      rule: z.string(),
      title: z.string(),
      fail: z.number().int(),
      incomparable: z.number().int(),
      new: z.number().int(),
      persisting: z.number().int(),
      cleared: z.number().int(),
    }),
  ),
  notJudged: z.array(z.object({ rule: z.string(), title: z.string() })),
});
const RUN = z.object({
  id: z.uuid(),
  asOf: z.iso.date(),
  state: STATE,
  stateLabel: z.string(),
  jobId: z.uuid(),
  problem: z.string().nullable(),
  startedByName: z.string(),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  counts: COUNTS.nullable(),
  ...COUNTY_PART,
});
const RUN_PAGE = RUN.extend({
  policy: z.object({ id: z.uuid(), title: z.string(), documentNo: z.string(), version: z.number().int() }),
  registers: z.array(
    z.object({
      kind: z.string(),
      label: z.string(),
      department: z.string(),
      file: z.string(),
      asOf: z.iso.date().nullable(),
      stale: z.boolean(),
      rowsRead: z.number().int(),
      rowsRefused: z.number().int(),
      hitsExact: z.number().int(),
      hitsProbable: z.number().int(),
      seconds: z.number(),
    }),
  ),
  missing: z.array(
    z.object({
      kind: z.string(),
      label: z.string(),
      department: z.string(),
      /** Titles of the rules that are 不可比 without it; none where it is only a help, or asked by no rule. */
      rules: z.array(z.string()),
    }),
  ),
});

function countsOf(row: RunRow): z.infer<typeof COUNTS> | null {
  if (row.counts === null) return null;
  const { counts } = row;
  return {
    ...counts,
    byRule: counts.byRule.map((rule) => ({ ...rule, title: ruleTitle(rule.rule) })),
    notJudged: (counts.notJudged ?? []).map((rule) => ({ rule, title: ruleTitle(rule) })),
  };
}

function present(row: RunRow, nameOf: (county: string) => string): z.infer<typeof RUN> {
  return {
    id: row.id,
    asOf: row.as_of,
    state: row.state,
    stateLabel: STATE_LABELS[row.state],
    jobId: row.job_id,
    problem: row.problem,
    startedByName: row.started_by_name,
    createdAt: row.created_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
    counts: countsOf(row),
    county: row.county,
    countyName: nameOf(row.county),
  };
}

const ID = z.object({ id: z.uuid() });

export function runRoutes(app: App, deps: Deps): void {
  app.get(
    '/api/runs',
    {
      schema: {
        summary: '比对任务列表',
        querystring: z.object({
          month: MONTH_INPUT.optional(),
          ...PAGE_QUERY,
          ...COUNTY_QUERY,
        }),
        response: { 200: pageOf(RUN) },
      },
      config: { action: 'run.read' },
    },
    (request) =>
      request.inScope(async (tx) => {
        const after = decodeCursor(request.query.cursor);
        const scope = scopeOfList(request.actor, request.query.county);
        const filter = { scope, month: request.query.month };
        const page = await listRuns(tx, filter, { after: after?.id ?? null, limit: request.query.limit });
        const nameOf = await countyNames(tx, scope);
        return {
          items: page.rows.map((row) => present(row, nameOf)),
          nextCursor: encodeCursor(page.next === null ? null : { key: '', id: page.next }),
          total: await countRuns(tx, filter),
        };
      }),
  );

  app.post(
    '/api/runs',
    {
      schema: {
        summary: '发起比对',
        body: z.object({ asOf: DAY_INPUT, policyId: z.uuid().nullable().default(null) }),
        response: { 202: z.object({ id: z.uuid(), jobId: z.uuid() }) },
      },
      config: { action: 'run.start' },
    },
    async (request, reply) => {
      if (request.body.asOf > deps.clock.today()) {
        throw invalidInput('比对基准日不能在今天之后。', [{ path: 'asOf', message: '在今天之后' }]);
      }
      const result = await request.inScope((tx) => startRun(tx, deps, request.actor, request.body));
      if (result.status === 'started') return reply.code(202).send({ id: result.id, jobId: result.jobId });
      if (result.reason === 'no-policy') {
        throw conflict('no-policy', '这一天没有已发布的政策标准，无法判定。请先在“政策标准”中起草并发布。');
      }
      throw conflict('run-under-way', '已有一次比对正在进行。请等它完成，或先取消它。');
    },
  );

  app.get(
    '/api/runs/:id',
    {
      schema: { summary: '比对任务', params: ID, response: { 200: RUN_PAGE } },
      config: { action: 'run.read' },
    },
    (request) =>
      request.inScope(async (tx) => {
        const row = await readRun(tx, request.params.id);
        if (row === null) throw notFound('这次比对');
        const used = new Set(row.registers.map((register) => register.kind));
        const kinds = Object.values(REGISTERS);
        const departments = await departmentNames(tx, row.county);
        const silent = new Set(row.counts?.notJudged ?? []);
        const judged = RULES.filter(({ code }) => !silent.has(code));
        return {
          ...present(row, await countyNames(tx, row.county)),
          policy: await readRunPolicy(tx, row.policy_id),
          registers: row.registers.map((register) => {
            const description = kinds.find((one) => one.kind === register.kind);
            return {
              ...register,
              label: description?.label ?? register.kind,
              department: description === undefined ? '' : (departments.get(description.kind) ?? ''),
            };
          }),
          missing:
            row.state === 'done'
              ? kinds
                  .filter((one) => !used.has(one.kind))
                  .map(({ kind, label }) => ({
                    kind,
                    label,
                    department: departments.get(kind) ?? '',
                    rules: judged.flatMap(({ needs, title }) => (needs.includes(kind) ? [title] : [])),
                  }))
              : [],
        };
      }),
  );

  app.post(
    '/api/runs/:id/cancel',
    {
      schema: { summary: '取消比对', params: ID, response: { 204: z.null() } },
      config: { action: 'run.start' },
    },
    async (request, reply) => {
      await request.inScope(async (tx) => {
        const run = await readRun(tx, request.params.id);
        if (run === null) throw notFound('这次比对');
        if (run.state !== 'queued' && run.state !== 'running') {
          throw conflict('already-ended', '这次比对已经结束。');
        }
        await requestCancel(tx, run.county, run.job_id, deps.clock.now());
        await recordEvent(tx, {
          county: run.county,
          actor: request.actor,
          act: 'run.cancel',
          subject: { type: 'run', id: run.id },
          payload: {},
          at: deps.clock.now(),
        });
      });
      return reply.code(204).send(null);
    },
  );

  app.get(
    '/api/jobs/:id',
    {
      schema: { summary: '任务进度', params: ID, response: { 200: JOB_VIEW } },
      // A department's data person has the jobs of their own files with these: here are also those of all others.
      config: { action: 'run.read' },
    },
    (request) =>
      request.inScope(async (tx) => {
        const job = await readJobView(tx, request.params.id, deps.clock.now());
        if (job === null) throw notFound('这个任务');
        return job;
      }),
  );
}

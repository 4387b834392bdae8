import { EXIT_NATURES } from '@anju/domain';
import { z } from 'zod';
import type { Deps } from '../../platform/deps.ts';
import { COUNTY_PART, COUNTY_QUERY, scopeOfList } from '../../platform/http/county-filter.ts';
import { DAY_INPUT } from '../../platform/http/day-input.ts';
import { decodeCursor, encodeCursor, PAGE_QUERY, pageOf } from '../../platform/http/paging.ts';
import type { App } from '../../platform/http/types.ts';
import { changedMeanwhile, conflict, invalidInput, notFound } from '../../platform/problem.ts';
import { countyNames } from '../organisations/index.ts';
import { type ExitResult, natureLabel, planExit, recordExited, restoreExit } from './change-exit.ts';
import { countExits, type ExitRow, listExits, readProblemNumbers } from './store.ts';

const NATURE = z.enum(['1A', '1B', '2', '3']);
const PAPER = z.object({ id: z.uuid(), name: z.string(), type: z.string(), size: z.number().int() });
const EXIT = z.object({
  id: z.uuid(),
  householdId: z.uuid(),
  householdCode: z.string(),
  applicantName: z.string(),
  estate: z.string().nullable(),
  nature: NATURE,
  natureLabel: z.string(),
  otherNatures: z.array(z.object({ nature: NATURE, label: z.string() })),
  /** What it was established by: a finding of the comparison, or a problem; its number where the reader may know of it. */
  findingId: z.uuid().nullable(),
  problem: z.object({ id: z.uuid(), number: z.string() }).nullable(),
  establishedOn: z.iso.date(),
  measures: z.string(),
  plannedOn: z.iso.date().nullable(),
  exitedOn: z.iso.date().nullable(),
  papers: z.array(PAPER),
  overdue: z.boolean(),
  leftByRoster: z.boolean(),
  version: z.number().int(),
  ...COUNTY_PART,
});

const ID = z.object({ id: z.uuid() });
const DONE = z.object({ version: z.number().int() });

interface Shown {
  readonly today: string;
  readonly nameOf: (county: string) => string;
  readonly problems: ReadonlyMap<string, string>;
}

function present(row: ExitRow, { today, nameOf, problems }: Shown): z.infer<typeof EXIT> {
  const number = problems.get(row.problem_id ?? '');
  return {
    id: row.id,
    householdId: row.household_id,
    householdCode: row.household_code,
    applicantName: row.applicant_name,
    estate: row.estate,
    nature: row.nature,
    natureLabel: natureLabel(row.nature),
    otherNatures: row.other_natures.map((nature) => ({ nature, label: natureLabel(nature) })),
    findingId: row.finding_id,
    problem: row.problem_id === null || number === undefined ? null : { id: row.problem_id, number },
    establishedOn: row.established_on,
    measures: row.measures,
    plannedOn: row.planned_on,
    exitedOn: row.exited_on,
    papers: [...row.papers],
    overdue: row.exited_on === null && row.planned_on !== null && row.planned_on < today,
    leftByRoster: row.left_by_roster,
    version: row.version,
    county: row.county,
    countyName: nameOf(row.county),
  };
}

/** The outcome of an act, or the problem that the person is told. */
function answer(result: ExitResult): z.infer<typeof DONE> {
  if (result.status === 'done') return { version: result.version };
  switch (result.reason) {
    case 'not-found':
      throw notFound('这户的清退记录');
    case 'changed-meanwhile':
      throw changedMeanwhile('这户的清退记录', result.by);
    case 'already-exited':
      throw conflict('already-exited', '这户已登记清退，不能再修改。登记有误的，请审核人员撤销清退登记。');
    case 'not-exited':
      throw conflict('not-exited', '这户还没有登记清退，不用撤销。');
    case 'open-twin':
      throw conflict('open-twin', '这户后来又列入了台账，请在新的记录上办理。');
    case 'planned-before-established':
      throw invalidInput('计划完成日期早于认定日期。请核对计划完成日期。', [
        { path: 'plannedOn', message: '早于认定日期' },
      ]);
    case 'before-established':
      throw invalidInput('清退日期早于认定日期。请核对清退日期。', [{ path: 'on', message: '早于认定日期' }]);
    case 'in-the-future':
      throw invalidInput('清退日期在今天之后。请在家庭实际腾退后登记。', [
        { path: 'on', message: '在今天之后' },
      ]);
    case 'papers-not-yours':
      throw invalidInput('有佐证材料不是您上传的，或已用于其他记录。请重新上传。', [
        { path: 'paperIds', message: '不能使用的材料' },
      ]);
  }
}

export function exitRoutes(app: App, deps: Deps): void {
  app.get(
    '/api/exits',
    {
      schema: {
        querystring: z.object({
          nature: NATURE.optional(),
          state: z.enum(['open', 'exited']).optional(),
          unplanned: z.literal('true').optional(),
          estate: z.string().max(100).optional(),
          /** The one exit that a notice is about. */
          focus: z.uuid().optional(),
          household: z.uuid().optional(),
          ...COUNTY_QUERY,
          ...PAGE_QUERY,
        }),
        response: { 200: pageOf(EXIT) },
      },
      config: { action: 'exit.read' },
    },
    (request) =>
      request.inScope(async (tx) => {
        const { unplanned, focus, county, cursor, limit, ...narrowed } = request.query;
        const scope = scopeOfList(request.actor, county);
        const filter = { scope, id: focus, unplanned: unplanned === 'true', ...narrowed };
        const after = decodeCursor(cursor);
        const page = await listExits(tx, filter, { after: after?.id ?? null, limit });
        const ids = page.rows.flatMap((row) => row.problem_id ?? []);
        const shown = {
          today: deps.clock.today(),
          nameOf: await countyNames(tx, filter.scope),
          problems: await readProblemNumbers(tx, request.actor, ids),
        };
        return {
          items: page.rows.map((row) => present(row, shown)),
          nextCursor: encodeCursor(page.next === null ? null : { key: '', id: page.next }),
          total: await countExits(tx, filter),
        };
      }),
  );

  app.patch(
    '/api/exits/:id',
    {
      schema: {
        params: ID,
        body: z.object({
          measures: z.string().trim().max(300),
          plannedOn: DAY_INPUT.nullable(),
          version: z.number().int(),
        }),
        response: { 200: DONE },
      },
      config: { action: 'exit.manage' },
    },
    (request) =>
      request.inScope(async (tx) => {
        const { version, ...plan } = request.body;
        const context = { tx, deps, actor: request.actor, id: request.params.id, version };
        return answer(await planExit(context, plan));
      }),
  );

  app.post(
    '/api/exits/:id/exited',
    {
      schema: {
        params: ID,
        body: z.object({ on: DAY_INPUT, paperIds: z.array(z.uuid()).max(20), version: z.number().int() }),
        response: { 200: DONE },
      },
      config: { action: 'exit.manage' },
    },
    (request) =>
      request.inScope(async (tx) => {
        const { version, ...left } = request.body;
        const context = { tx, deps, actor: request.actor, id: request.params.id, version };
        return answer(await recordExited(context, left));
      }),
  );

  app.post(
    '/api/exits/:id/restore',
    {
      schema: {
        params: ID,
        body: z.object({ reason: z.string().trim().min(2).max(300), version: z.number().int() }),
        response: { 200: DONE },
      },
      config: { action: 'exit.restore' },
    },
    (request) =>
      request.inScope(async (tx) => {
        const { version, reason } = request.body;
        const context = { tx, deps, actor: request.actor, id: request.params.id, version };
        return answer(await restoreExit(context, reason));
      }),
  );

  app.get(
    '/api/exits/natures',
    {
      schema: { response: { 200: z.array(z.object({ nature: NATURE, label: z.string() })) } },
      config: { action: 'exit.read' },
    },
    () =>
      NATURE.options.map((nature) => ({
        nature,
        label: `${EXIT_NATURES[nature].sign} ${EXIT_NATURES[nature].label}`,
      })),
  );
}

import {
  countCharacters,
  isProblemState,
  MOST_CASE_CHARACTERS,
  MOST_TYPICAL_CASES,
  PROBLEM_STATES,
} from '@anju/domain';
import { z } from 'zod';
import type { Deps } from '../../platform/deps.ts';
import { DAY_INPUT } from '../../platform/http/day-input.ts';
import { decodeCursor, encodeCursor, PAGE_QUERY, pageOf } from '../../platform/http/paging.ts';
import { sendWorkbook } from '../../platform/http/send-workbook.ts';
import type { App } from '../../platform/http/types.ts';
import { changedMeanwhile, conflict, invalidInput, notFound } from '../../platform/problem.ts';
import { MONTH } from './inputs.ts';
import { countTypical, listTypical, type TypicalRow } from './typical-store.ts';
import { addTypical, changeTypical, removeTypical, type TypicalResult } from './write-typical.ts';

const TYPICAL = z.object({
  id: z.uuid(),
  county: z.string(),
  countyName: z.string(),
  campaignTitle: z.string(),
  problemId: z.uuid().nullable(),
  problemNumber: z.string().nullable(),
  problemStateLabel: z.string(),
  /** 涉及单位 of a case without a problem on the ledger, and the day it was concluded. */
  unitName: z.string().nullable(),
  concludedOn: z.iso.date().nullable(),
  /** False where the problem was opened again: the case is no longer a concluded one. */
  concluded: z.boolean(),
  month: z.string(),
  text: z.string(),
  characters: z.number().int(),
  recordedByName: z.string(),
  version: z.number().int(),
});
const FILTER = {
  campaign: z.uuid().optional(),
  month: MONTH.optional(),
  q: z.string().trim().max(50).optional(),
};
// Longer texts reach the rule, which says by how much; the limit here only keeps out what is no text.
const DRAFT = z.object({ month: MONTH, text: z.string().trim().min(1).max(5000) });
const ABOUT = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('problem'), id: z.uuid() }),
  z.object({
    kind: z.literal('unit'),
    campaignId: z.uuid(),
    unitName: z.string().trim().min(2).max(60),
    concludedOn: DAY_INPUT,
  }),
]);
const DONE = z.object({ id: z.uuid(), version: z.number().int() });
const ID = z.object({ id: z.uuid() });

function present(row: TypicalRow): z.infer<typeof TYPICAL> {
  const state = row.problem_state;
  return {
    id: row.id,
    county: row.county,
    countyName: row.county_name,
    campaignTitle: row.campaign_title,
    problemId: row.problem_id,
    problemNumber: row.problem_number,
    problemStateLabel: state !== null && isProblemState(state) ? PROBLEM_STATES[state] : '',
    unitName: row.unit_name,
    concludedOn: row.concluded_on,
    concluded: state === 'closed' || row.concluded_on !== null,
    month: row.month,
    text: row.text,
    characters: countCharacters(row.text),
    recordedByName: row.changed_by_name ?? row.recorded_by_name,
    version: row.version,
  };
}

function answer(result: TypicalResult): z.infer<typeof DONE> {
  if ('done' in result) return { ...result.done };
  switch (result.reason) {
    case 'not-found':
      throw notFound('这个典型案例');
    case 'changed-meanwhile':
      throw changedMeanwhile('这个典型案例', result.by);
    case 'no-problem':
      throw invalidInput('没有找到这个问题，或它已被撤销。请重新选择。', [
        { path: 'about', message: '请重新选择' },
      ]);
    case 'no-campaign':
      throw invalidInput('本县没有参加这项专项整治。请重新选择。', [
        { path: 'about', message: '请重新选择专项整治' },
      ]);
    case 'in-the-future':
      throw invalidInput('了结日期在今天之后。典型案例只报了结案例。', [
        { path: 'about', message: '了结日期在今天之后' },
      ]);
    case 'not-closed':
      throw invalidInput('典型案例只报了结案例：到该月月底还没有销号或了结。请换一个案例或月份。', [
        { path: 'about', message: '还没有销号或了结' },
      ]);
    case 'same-problem':
      throw conflict('same-problem', '这个问题在该月已写过案例。请在列表中修改原来的一条。');
    case 'too-many':
      throw conflict(
        'too-many',
        `该月已有 ${MOST_TYPICAL_CASES} 个案例，表上只报 1—${MOST_TYPICAL_CASES} 个。请先删去或改月份。`,
      );
    case 'too-long':
      throw invalidInput(
        `案例 ${result.characters} 字，应在 ${MOST_CASE_CHARACTERS} 字以内（标点计 1 字），请删去 ${result.characters - MOST_CASE_CHARACTERS} 字。`,
        [{ path: 'text', message: `多 ${result.characters - MOST_CASE_CHARACTERS} 字` }],
      );
  }
}

const COLUMNS = [
  ['县市', 12, (row: TypicalRow) => row.county_name],
  ['专项整治', 28, (row: TypicalRow) => row.campaign_title],
  ['月份', 10, (row: TypicalRow) => row.month],
  ['问题', 18, (row: TypicalRow) => row.problem_number ?? ''],
  ['涉及单位', 28, (row: TypicalRow) => row.unit_name ?? ''],
  ['案例', 80, (row: TypicalRow) => row.text],
  ['字数', 8, (row: TypicalRow) => String(countCharacters(row.text))],
] as const;

/** 典型案例: one to three concluded ones a month, of at most 300 characters. */
export function typicalRoutes(app: App, deps: Deps): void {
  app.get(
    '/api/typical-cases',
    {
      schema: {
        summary: '典型案例',
        querystring: z.object({ ...FILTER, ...PAGE_QUERY }),
        response: { 200: pageOf(TYPICAL) },
      },
      config: { action: 'oversight.read' },
    },
    (request) =>
      request.inScope(async (tx) => {
        const { cursor, limit, ...filter } = request.query;
        const { actor } = request;
        const page = await listTypical(tx, actor, filter, { after: decodeCursor(cursor), limit });
        return {
          items: page.rows.map(present),
          nextCursor: encodeCursor(page.next),
          total: await countTypical(tx, actor, filter),
        };
      }),
  );

  app.get(
    '/api/typical-cases/export.xlsx',
    {
      schema: { summary: '导出典型案例', querystring: z.object(FILTER) },
      config: { action: 'problem.export' },
    },
    (request, reply) =>
      sendWorkbook(deps, request, reply, {
        name: '典型案例',
        act: 'accountability.export',
        columns: COLUMNS,
        count: (tx) => countTypical(tx, request.actor, request.query),
        page: (tx, part) => listTypical(tx, request.actor, request.query, part),
      }),
  );

  app.post(
    '/api/typical-cases',
    {
      schema: {
        summary: '写典型案例',
        body: DRAFT.extend({ about: ABOUT }),
        response: { 201: DONE },
      },
      config: { action: 'accountability.manage' },
    },
    async (request, reply) => {
      const done = await request.inScope(async (tx) =>
        answer(await addTypical({ tx, deps, actor: request.actor }, request.body)),
      );
      return reply.code(201).send(done);
    },
  );

  app.patch(
    '/api/typical-cases/:id',
    {
      schema: {
        summary: '修改典型案例',
        params: ID,
        body: DRAFT.extend({ version: z.number().int() }),
        response: { 200: DONE },
      },
      config: { action: 'accountability.manage' },
    },
    (request) =>
      request.inScope(async (tx) =>
        answer(await changeTypical({ tx, deps, actor: request.actor }, request.params.id, request.body)),
      ),
  );

  app.post(
    '/api/typical-cases/:id/remove',
    {
      schema: {
        summary: '删去典型案例',
        params: ID,
        body: z.object({ version: z.number().int() }),
        response: { 200: DONE },
      },
      config: { action: 'accountability.manage' },
    },
    (request) =>
      request.inScope(async (tx) =>
        answer(
          await removeTypical({ tx, deps, actor: request.actor }, request.params.id, request.body.version),
        ),
      ),
  );
}

import { allowedSupervisionActs, calendarDate, SUPERVISION_STATES } from '@anju/domain';
import { z } from 'zod';
import type { Deps } from '../../platform/deps.ts';
import { DAY_INPUT } from '../../platform/http/day-input.ts';
import { decodeCursor, encodeCursor, PAGE_QUERY, pageOf } from '../../platform/http/paging.ts';
import { sendWorkbook } from '../../platform/http/send-workbook.ts';
import type { App } from '../../platform/http/types.ts';
import { invalidInput, notFound } from '../../platform/problem.ts';
import { loadCalendar } from '../calendar/index.ts';
import { listPapersOf } from '../papers/index.ts';
import { reckonDeadline } from './deadline.ts';
import { countNotices, listNoticeNotes, listNotices, type NoticeRow, readNotice } from './notice-store.ts';
import {
  NOTICE,
  NOTICE_NOTE,
  NOTICE_STATE,
  presentNote,
  presentNotice,
  supervisionFacts,
} from './present-notice.ts';

const FLAG = z.enum(['true', 'false']).transform((text) => text === 'true');
const FILTER = {
  campaign: z.uuid().optional(),
  state: NOTICE_STATE.optional(),
  level: z.coerce.number().int().min(1).max(3).optional(),
  organisation: z
    .string()
    .regex(/^\d{4,12}$/)
    .optional(),
  problem: z.uuid().optional(),
  clue: z.uuid().optional(),
  about: z.enum(['problem', 'clue', 'report']).optional(),
  overdue: FLAG.optional(),
  q: z.string().trim().max(50).optional(),
};

const PAPER = z.object({
  id: z.uuid(),
  noteId: z.uuid().nullable(),
  name: z.string(),
  type: z.string(),
  size: z.number().int(),
  at: z.iso.datetime(),
});
const DETAIL = NOTICE.extend({
  caseSummary: z.string().nullable(),
  answer: z.string(),
  answeredOn: z.iso.date().nullable(),
  answeredByName: z.string().nullable(),
  escalatedOn: z.iso.date().nullable(),
  settledOn: z.iso.date().nullable(),
  notes: z.array(NOTICE_NOTE),
  papers: z.array(PAPER),
  allowedActs: z.array(z.enum(['answer', 'settle', 'return'])),
});
const DEADLINE = z.object({
  day: z.iso.date(),
  workingDays: z.number().int(),
  working: z.boolean(),
  unsureYears: z.array(z.number().int()),
  days: z.array(z.object({ day: z.iso.date(), working: z.boolean(), name: z.string().nullable() })),
});

const COLUMNS = [
  ['文号', 18, (row: NoticeRow) => row.number],
  ['县市', 12, (row: NoticeRow) => row.county_name],
  ['督办对象', 24, (row: NoticeRow) => row.organisation_name],
  ['事项', 20, (row: NoticeRow) => row.report_key ?? row.case_number ?? ''],
  ['要求', 60, (row: NoticeRow) => row.demand],
  ['下发日期', 12, (row: NoticeRow) => row.issued_on],
  ['期限', 12, (row: NoticeRow) => row.due_on],
  ['状态', 10, (row: NoticeRow) => SUPERVISION_STATES[row.state]],
  ['层级', 8, (row: NoticeRow) => String(row.level)],
  ['回复', 60, (row: NoticeRow) => row.answer],
  ['办结日期', 12, (row: NoticeRow) => row.settled_on ?? ''],
] as const;

/** 督办: the list, one notice, and the working days up to a deadline. */
export function noticeRoutes(app: App, deps: Deps): void {
  app.get(
    '/api/supervisions',
    {
      schema: {
        summary: '督办列表',
        querystring: z.object({ ...FILTER, ...PAGE_QUERY }),
        response: { 200: pageOf(NOTICE) },
      },
      config: { action: 'campaign.read' },
    },
    (request) =>
      request.inScope(async (tx) => {
        const { cursor, limit, ...filter } = request.query;
        const today = deps.clock.today();
        const after = decodeCursor(cursor);
        const page = await listNotices(tx, request.actor, filter, { after, limit, today });
        return {
          items: page.rows.map((row) => presentNotice(row, today)),
          nextCursor: encodeCursor(page.next),
          total: await countNotices(tx, request.actor, filter, today),
        };
      }),
  );

  app.get(
    '/api/supervisions/export.xlsx',
    {
      schema: { summary: '导出督办', querystring: z.object(FILTER) },
      config: { action: 'problem.export' },
    },
    (request, reply) => {
      const today = deps.clock.today();
      return sendWorkbook(deps, request, reply, {
        name: '督办',
        act: 'supervision.export',
        columns: COLUMNS,
        count: (tx) => countNotices(tx, request.actor, request.query, today),
        page: (tx, part) => listNotices(tx, request.actor, request.query, { ...part, today }),
      });
    },
  );

  app.get(
    '/api/supervisions/deadline',
    {
      schema: {
        summary: '督办期限与工作日',
        querystring: z.object({
          workingDays: z.coerce.number().int().min(1).max(120).optional(),
          on: DAY_INPUT.optional(),
        }),
        response: { 200: DEADLINE },
      },
      config: { action: 'supervision.issue' },
    },
    (request) =>
      request.inScope(async (tx) => {
        const calendar = await loadCalendar(tx, request.actor.county);
        const { on, workingDays } = request.query;
        if (on === undefined && workingDays === undefined) {
          throw invalidInput('请给出工作日数或日期。', [{ path: 'workingDays', message: '必须填写' }]);
        }
        const wanted = on === undefined ? { workingDays: workingDays ?? 1 } : { on: calendarDate(on) };
        const deadline = reckonDeadline(calendar, deps.clock.today(), wanted);
        return {
          ...deadline,
          unsureYears: [...deadline.unsureYears],
          days: [...deadline.days],
        };
      }),
  );

  app.get(
    '/api/supervisions/:id',
    {
      schema: { summary: '督办详情', params: z.object({ id: z.uuid() }), response: { 200: DETAIL } },
      config: { action: 'campaign.read' },
    },
    (request) =>
      request.inScope(async (tx) => {
        const { actor } = request;
        const row = await readNotice(tx, actor, request.params.id);
        if (row === null) throw notFound('这件督办');
        const papers = await listPapersOf(tx, { type: 'supervision', id: row.id });
        return {
          ...presentNotice(row, deps.clock.today()),
          caseSummary: row.case_summary,
          answer: row.answer,
          answeredOn: row.answered_on,
          answeredByName: row.answered_by_name,
          escalatedOn: row.escalated_on,
          settledOn: row.settled_on,
          notes: (await listNoticeNotes(tx, row.id)).map(presentNote),
          papers: papers.map(({ id, note_id: noteId, name, type, size, at }) => ({
            id,
            noteId,
            name,
            type,
            size,
            at: at.toISOString(),
          })),
          allowedActs: [...allowedSupervisionActs(supervisionFacts(row), actor)],
        };
      }),
  );
}

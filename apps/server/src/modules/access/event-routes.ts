import { Readable } from 'node:stream';
import { z } from 'zod';
import type { Actor } from '../../platform/actor.ts';
import { timeInBeijing } from '../../platform/clock.ts';
import { BYTE_ORDER_MARK, csvLine } from '../../platform/csv.ts';
import type { Deps } from '../../platform/deps.ts';
import { recordEvent } from '../../platform/events.ts';
import { DAY_INPUT } from '../../platform/http/day-input.ts';
import {
  COUNT_LIMIT,
  cappedPageOf,
  decodeCursor,
  encodeCursor,
  PAGE_QUERY,
  type Position,
} from '../../platform/http/paging.ts';
import type { App } from '../../platform/http/types.ts';
import { inScope, type Tx } from '../../platform/postgres/database.ts';
import { listKeptSubjects } from '../recusal/index.ts';
import { actLabel } from './act-labels.ts';
import { countEvents, type EventFilter, type EventRow, listEvents } from './event-store.ts';
import { subjectsOf } from './event-subjects.ts';
import { eventText, type SubjectNames } from './event-text.ts';

const FILTER = {
  act: z.string().max(60).optional(),
  actor: z.string().max(60).optional(),
  subjectType: z.string().max(40).optional(),
  subjectId: z.string().max(60).optional(),
  from: DAY_INPUT.optional(),
  to: DAY_INPUT.optional(),
};

const EVENT = z.object({
  id: z.string(),
  at: z.string(),
  actorName: z.string(),
  actorRole: z.string(),
  act: z.string(),
  actLabel: z.string(),
  subjectType: z.string(),
  subjectId: z.string(),
  /** What people call it, and where it opens; null where there is no word for it or the reader may not. */
  subjectName: z.string().nullable(),
  subjectLink: z.string().nullable(),
  payload: z.unknown(),
  /** The payload in words. */
  text: z.string(),
});

const EXPORT_PAGE = 1000;

/** 操作记录: who did what when, for auditors and inspectors. */
export function addEventRoutes(app: App, deps: Deps): void {
  app.get(
    '/api/events',
    {
      config: { action: 'event.read' },
      schema: { querystring: z.object({ ...FILTER, ...PAGE_QUERY }), response: { 200: cappedPageOf(EVENT) } },
    },
    async (request) => {
      const { cursor, limit, ...chosen } = request.query;
      const after = decodeCursor(cursor);
      const { actor } = request;
      return await request.inScope(async (tx) => {
        const filter = { ...chosen, scope: actor.scope, without: await listKeptSubjects(tx, actor) };
        const rows = await listEvents(tx, filter, { after, limit: limit + 1 });
        const items = rows.slice(0, limit);
        const last = rows.length > limit ? items.at(-1) : undefined;
        const total = await countEvents(tx, filter);
        const subjects = await subjectsOf(tx, actor.roles, items, filter.without);
        return {
          items: items.map(({ county: _, ...row }) => ({
            ...row,
            at: row.at.toISOString(),
            actLabel: actLabel(row.act, deps.actLabels),
            subjectName: subjects.get(row.subjectId)?.name ?? null,
            subjectLink: subjects.get(row.subjectId)?.link ?? null,
            text: eventText(row.act, row.payload, subjects),
          })),
          nextCursor: encodeCursor(last ? positionOf(last) : null),
          total,
          totalIsExact: total < COUNT_LIMIT,
        };
      });
    },
  );

  app.get(
    '/api/events/export.csv',
    { config: { action: 'event.export' }, schema: { querystring: z.object(FILTER) } },
    async (request, reply) => {
      const { actor } = request;
      const at = deps.clock.now();
      const without = await request.inScope(async (tx) => {
        await recordEvent(tx, {
          county: actor.county,
          actor,
          act: 'event.export',
          subject: { type: 'event-list', id: actor.county },
          payload: { filters: Object.keys(request.query) },
          at,
        });
        return await listKeptSubjects(tx, actor);
      });
      return reply
        .header('content-type', 'text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent('操作记录.csv')}`)
        .send(Readable.from(exportLines(deps, actor, { ...request.query, scope: actor.scope, without }, at)));
    },
  );
}

const positionOf = ({ at, id }: EventRow): Position => ({ key: at.toISOString(), id });

/** The file in pieces, a page of rows at a time: memory does not grow with it. */
async function* exportLines(deps: Deps, actor: Actor, filter: EventFilter, at: Date): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK;
  yield csvLine(['导出人', actor.name, '导出时间', timeInBeijing(at)]);
  yield csvLine(['时间', '人员', '角色', '操作', '对象类型', '对象编号', '对象名称', '内容']);
  for (let after: Position | null = null; ; ) {
    const { rows, subjects } = await inScope(deps.db, actor.scope, (tx) =>
      namedPage(tx, actor, filter, after),
    );
    yield rows.map((row) => eventLine(row, subjects, deps)).join('');
    const last = rows.at(-1);
    if (!last || rows.length < EXPORT_PAGE) return;
    after = positionOf(last);
  }
}

async function namedPage(tx: Tx, actor: Actor, filter: EventFilter, after: Position | null) {
  const rows: readonly EventRow[] = await listEvents(tx, filter, { after, limit: EXPORT_PAGE });
  return { rows, subjects: await subjectsOf(tx, actor.roles, rows, filter.without) };
}

function eventLine(row: EventRow, subjects: SubjectNames, deps: Deps): string {
  return csvLine([
    timeInBeijing(row.at),
    row.actorName,
    row.actorRole,
    actLabel(row.act, deps.actLabels),
    row.subjectType,
    row.subjectId,
    subjects.get(row.subjectId)?.name ?? '',
    eventText(row.act, row.payload, subjects),
  ]);
}

import { isRegisterKind, REGISTERS } from '@anju/domain';
import { z } from 'zod';
import { COUNTY_PART, COUNTY_QUERY, scopeOfList } from '../../platform/http/county-filter.ts';
import { decodeCursor, encodeCursor, PAGE_QUERY, pageOf } from '../../platform/http/paging.ts';
import type { App } from '../../platform/http/types.ts';
import { countyNames } from '../organisations/index.ts';
import { listDataUse } from './store.ts';

const item = z.object({
  id: z.string(),
  at: z.string(),
  by: z.string(),
  purpose: z.string(),
  rows: z.number(),
  hits: z.number(),
  feedId: z.string(),
  runId: z.string().nullable(),
  kind: z.string(),
  label: z.string(),
  department: z.string(),
  fileName: z.string(),
  asOf: z.string(),
  ...COUNTY_PART,
});

export function dataUseRoutes(app: App): void {
  app.get(
    '/api/data-use',
    {
      config: { action: 'data-use.read' },
      schema: {
        summary: '数据使用登记',
        querystring: z.object({ ...PAGE_QUERY, ...COUNTY_QUERY }),
        response: { 200: pageOf(item) },
      },
    },
    (request) =>
      request.inScope(async (tx) => {
        const { cursor, limit, county } = request.query;
        const scope = scopeOfList(request.actor, county);
        const after = decodeCursor(cursor)?.id ?? null;
        const { rows, total } = await listDataUse(tx, scope, { after, limit });
        const nameOf = await countyNames(tx, scope);
        const shown = rows.slice(0, limit);
        const last = rows.length > limit ? shown.at(-1) : undefined;
        return {
          items: shown.map((row) => ({
            id: row.id,
            at: row.at.toISOString(),
            by: row.by_name,
            purpose: row.purpose,
            rows: row.rows,
            hits: row.hits,
            feedId: row.feed_id,
            runId: row.run_id,
            kind: row.kind,
            label: isRegisterKind(row.kind) ? REGISTERS[row.kind].label : row.kind,
            department: row.department,
            fileName: row.file_name,
            asOf: row.as_of,
            county: row.county,
            countyName: nameOf(row.county),
          })),
          nextCursor: encodeCursor(last === undefined ? null : { key: '', id: last.id }),
          total,
        };
      }),
  );
}

import { FINDING_CHANGES, FINDING_STATES } from '@anju/domain';
import { z } from 'zod';
import type { Deps } from '../../platform/deps.ts';
import { decodeCursor, encodeCursor, PAGE_QUERY, pageOf } from '../../platform/http/paging.ts';
import type { App } from '../../platform/http/types.ts';
import { countyNames } from '../organisations/index.ts';
import { FINDING_ORDER, FINDING_QUERY, filterOf } from './finding-query.ts';
import { countFacets, countFindings, type FacetRow, listFindings } from './list-store.ts';
import { CONFIDENCE_LABELS, FINDING_ITEM, presentFinding, ruleTitle, STATUS_LABELS } from './present.ts';

const FACET = z.object({ value: z.string(), label: z.string(), count: z.number().int() });
const FACETS = z.object({
  rule: z.array(FACET),
  state: z.array(FACET),
  status: z.array(FACET),
  confidence: z.array(FACET),
  change: z.array(FACET),
});

const FACET_LABELS = {
  state: FINDING_STATES,
  status: STATUS_LABELS,
  confidence: CONFIDENCE_LABELS,
  change: FINDING_CHANGES,
};

function facetsOf(
  rows: readonly FacetRow[],
  facet: 'rule' | keyof typeof FACET_LABELS,
  chosen: string | undefined,
): z.infer<typeof FACET>[] {
  const labels: Readonly<Record<string, string>> = facet === 'rule' ? {} : FACET_LABELS[facet];
  const counted = rows.filter((row) => row.facet === facet);
  // What the reader chose has its word also where nothing is left of it.
  const all =
    chosen === undefined || counted.some(({ value }) => value === chosen)
      ? counted
      : [...counted, { value: chosen, count: 0 }];
  return all.map(({ value, count }) => ({
    value,
    count,
    label: facet === 'rule' ? ruleTitle(value) : (labels[value] ?? value),
  }));
}

export function findingListRoutes(app: App, deps: Deps): void {
  app.get(
    '/api/findings',
    {
      schema: {
        summary: '疑点列表',
        querystring: z.object({ ...FINDING_QUERY, order: FINDING_ORDER, ...PAGE_QUERY }),
        response: { 200: pageOf(FINDING_ITEM) },
      },
      config: { action: 'finding.read' },
    },
    (request) =>
      request.inScope(async (tx) => {
        const { order, cursor, limit } = request.query;
        const filter = filterOf(request.actor, request.query);
        const today = deps.clock.today();
        const page = await listFindings(tx, filter, { order, after: decodeCursor(cursor), limit, today });
        const nameOf = await countyNames(tx, filter.scope);
        return {
          items: page.rows.map((row) => presentFinding(row, today, nameOf)),
          nextCursor: encodeCursor(page.next),
          total: await countFindings(tx, filter, today),
        };
      }),
  );

  app.get(
    '/api/findings/facets',
    {
      schema: { summary: '疑点分类计数', querystring: z.object(FINDING_QUERY), response: { 200: FACETS } },
      config: { action: 'finding.read' },
    },
    (request) =>
      request.inScope(async (tx) => {
        const { query } = request;
        const rows = await countFacets(tx, filterOf(request.actor, query), deps.clock.today());
        return {
          rule: facetsOf(rows, 'rule', query.rule),
          state: facetsOf(rows, 'state', query.state),
          status: facetsOf(rows, 'status', query.status),
          confidence: facetsOf(rows, 'confidence', query.confidence),
          change: facetsOf(rows, 'change', query.change),
        };
      }),
  );
}

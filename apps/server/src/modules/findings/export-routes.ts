import { z } from 'zod';
import type { Deps } from '../../platform/deps.ts';
import { sendWorkbook } from '../../platform/http/send-workbook.ts';
import type { App } from '../../platform/http/types.ts';
import { countyNames } from '../organisations/index.ts';
import { FINDING_QUERY, filterOf } from './finding-query.ts';
import { countFindings, listFindings } from './list-store.ts';
import { presentFinding } from './present.ts';

type Item = ReturnType<typeof presentFinding>;

const COLUMNS = [
  ['县市', 12, (item: Item) => item.countyName],
  ['户编号', 18, (item: Item) => item.householdCode],
  ['承租人', 12, (item: Item) => item.applicantName],
  ['小区', 16, (item: Item) => item.estate],
  ['房号', 12, (item: Item) => item.room],
  ['成员', 12, (item: Item) => item.memberName],
  ['疑点', 22, (item: Item) => item.ruleTitle],
  ['结果', 10, (item: Item) => item.statusLabel],
  ['把握', 8, (item: Item) => item.confidenceLabel],
  ['状态', 10, (item: Item) => item.stateLabel],
  ['变化', 8, (item: Item) => item.changeLabel],
  ['说明', 60, (item: Item) => item.reason],
  ['承办', 16, (item: Item) => item.assignedName],
  ['期限', 12, (item: Item) => item.dueOn],
] as const;

export function findingExportRoutes(app: App, deps: Deps): void {
  app.get(
    '/api/findings/export.xlsx',
    {
      schema: { summary: '导出疑点', querystring: z.object(FINDING_QUERY) },
      config: { action: 'finding.export' },
    },
    async (request, reply) => {
      const today = deps.clock.today();
      const filter = filterOf(request.actor, request.query);
      const nameOf = await request.inScope((tx) => countyNames(tx, filter.scope));
      return await sendWorkbook(deps, request, reply, {
        name: '疑点',
        act: 'finding.export',
        subject: { type: 'findings', id: 'export' },
        columns: COLUMNS,
        count: (tx) => countFindings(tx, filter, today),
        page: async (tx, part) => {
          const { rows, next } = await listFindings(tx, filter, { order: 'household', ...part, today });
          return { rows: rows.map((row) => presentFinding(row, today, nameOf)), next };
        },
      });
    },
  );
}

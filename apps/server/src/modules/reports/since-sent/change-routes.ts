import { z } from 'zod';
import type { Actor } from '../../../platform/actor.ts';
import type { Deps } from '../../../platform/deps.ts';
import type { App } from '../../../platform/http/types.ts';
import type { Tx } from '../../../platform/postgres/database.ts';
import { assembleReport } from '../assemble-report.ts';
import type { AssembledReport } from '../assembled-report.ts';
import { barredCases } from '../barred.ts';
import { DIFFERENCE, findReportOf, ID, RECORD, RECORDS } from '../open-report.ts';
import { barredProblem } from '../report-problems.ts';
import { type ChangedFigure, explainChange, type RecordList } from './explain-change.ts';
import { explainSinceSent } from './since-sent.ts';

const FIGURES = z.array(
  z.object({
    label: z.string(),
    path: z.string(),
    before: z.number().nullable(),
    after: z.number().nullable(),
    money: z.boolean(),
    came: RECORDS,
    gone: RECORDS,
  }),
);

const list = ({ total, records }: RecordList) => ({ total, records: [...records] });

const present = (figures: readonly ChangedFigure[]) =>
  figures.map((one) => ({ ...one, came: list(one.came), gone: list(one.gone) }));

/** A report in whole, to whom none of its clues is closed. */
async function readOpenly(tx: Tx, deps: Deps, actor: Actor, id: string): Promise<AssembledReport | null> {
  const report = await assembleReport(tx, deps, await findReportOf(tx, actor, id));
  if (report !== null && (await barredCases(tx, report, actor)) > 0) throw barredProblem();
  return report;
}

export function reportChangeRoutes(app: App, deps: Deps): void {
  const read = { action: 'report.read' } as const;

  app.get(
    '/api/reports/:id/changes',
    {
      schema: {
        summary: '报表：比上期变了什么',
        params: ID,
        response: {
          200: z.object({
            since: z.string().nullable(),
            sinceLabel: z.string().nullable(),
            figures: FIGURES,
          }),
        },
      },
      config: read,
    },
    (request) =>
      request.inScope(async (tx) => {
        const { actor, params } = request;
        const report = await readOpenly(tx, deps, actor, params.id);
        const changes = report === null ? null : await explainChange(tx, deps, report, actor);
        if (changes === null) return { since: null, sinceLabel: null, figures: [] };
        return { ...changes, figures: present(changes.figures) };
      }),
  );

  app.get(
    '/api/reports/:id/since-sent',
    {
      schema: {
        summary: '报表：审签、报送后记录变了什么',
        params: ID,
        // Figures are null where nothing was signed or sent, or no records stand behind what was.
        response: {
          200: z.object({
            figures: FIGURES.nullable(),
            cells: z.object({
              total: z.number().int(),
              items: z.array(DIFFERENCE.extend({ record: RECORD.nullable() })),
            }),
          }),
        },
      },
      config: read,
    },
    (request) =>
      request.inScope(async (tx) => {
        const { actor, params } = request;
        const report = await readOpenly(tx, deps, actor, params.id);
        const moved = report === null ? null : await explainSinceSent(tx, deps, report, actor);
        if (moved === null) return { figures: null, cells: { total: 0, items: [] } };
        const { figures, cells } = moved;
        return { figures: present(figures), cells: { total: cells.total, items: [...cells.items] } };
      }),
  );
}

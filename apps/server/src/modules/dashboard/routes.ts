import { addDays, mayAct, ROLES } from '@anju/domain';
import { z } from 'zod';
import type { Deps } from '../../platform/deps.ts';
import type { App } from '../../platform/http/types.ts';
import { type HomePart, joinParts, SOON_DAYS } from './home.ts';
import { HOME_PARTS } from './parts.ts';
import { type FindingFigures, figuresOfFindings } from './store.ts';

const TONE = z.enum(['plain', 'wait', 'overdue', 'good']);
const HOME = z.object({
  role: z.string(),
  title: z.string(),
  cards: z.array(
    z.object({
      key: z.string(),
      label: z.string(),
      value: z.number(),
      unit: z.string(),
      tone: TONE,
      link: z.string(),
    }),
  ),
  charts: z.array(
    z.object({
      key: z.string(),
      question: z.string(),
      kind: z.enum(['bar', 'line', 'stacked']),
      unit: z.string(),
      categories: z.array(z.string()),
      series: z.array(
        z.object({ name: z.string(), values: z.array(z.number()), links: z.array(z.string()) }),
      ),
    }),
  ),
  lists: z.array(
    z.object({
      key: z.string(),
      title: z.string(),
      items: z.array(
        z.object({ text: z.string(), link: z.string(), due: z.iso.date().nullable(), tone: TONE }),
      ),
      total: z.number().int(),
      more: z.array(z.object({ label: z.string(), link: z.string() })),
    }),
  ),
});

export function homeRoutes(app: App, deps: Deps): void {
  app.get('/api/home', { schema: { response: { 200: HOME } }, config: { action: 'home.read' } }, (request) =>
    request.inScope(async (tx) => {
      const { actor } = request;
      const today = deps.clock.today();
      let counted: Promise<FindingFigures> | null = null;
      const findings = () => {
        counted ??= figuresOfFindings(tx, today, addDays(today, SOON_DAYS));
        return counted;
      };
      const parts: HomePart[] = [];
      for (const part of HOME_PARTS) {
        if (mayAct(actor.roles, part.action)) parts.push(await part.build({ tx, deps, actor, findings }));
      }
      const role = actor.roles[0];
      const { cards, charts, lists } = joinParts(parts);
      return {
        role: role ?? '',
        title: role === undefined ? '' : ROLES[role],
        cards: [...cards],
        charts: charts.map((chart) => ({
          ...chart,
          categories: [...chart.categories],
          series: chart.series.map((one) => ({ ...one, values: [...one.values], links: [...one.links] })),
        })),
        lists: lists.map((list) => ({ ...list, items: [...list.items], more: [...list.more] })),
      };
    }),
  );
}

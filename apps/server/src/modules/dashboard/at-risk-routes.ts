import { PACE_DAYS } from '@anju/domain';
import { z } from 'zod';
import type { Deps } from '../../platform/deps.ts';
import type { App } from '../../platform/http/types.ts';
import { findProblemsAtRisk } from './at-risk.ts';

const MOST_ROWS = 500;

const AT_RISK = z.object({
  paceDays: z.number().int(),
  total: z.number().int(),
  /** The pace of each county's campaign that has a problem at risk. */
  paces: z.array(
    z.object({
      countyName: z.string(),
      campaignTitle: z.string(),
      closed: z.number().int(),
      atRisk: z.number().int(),
    }),
  ),
  items: z.array(
    z.object({
      id: z.uuid(),
      number: z.string(),
      countyName: z.string(),
      place: z.string(),
      description: z.string(),
      responsible: z.string(),
      foundOn: z.iso.date(),
      deadline: z.iso.date(),
      expectedOn: z.iso.date().nullable(),
      daysLate: z.number().int().nullable(),
    }),
  ),
});

/** The list behind 预计误期, with the pace that it is reckoned by. */
export function atRiskRoutes(app: App, deps: Deps): void {
  app.get(
    '/api/home/at-risk',
    {
      schema: { summary: '预计误期的问题', response: { 200: AT_RISK } },
      config: { action: 'campaign.read' },
    },
    (request) =>
      request.inScope(async (tx) => {
        const risks = await findProblemsAtRisk(tx, request.actor, deps.clock.today());
        const paces = new Map<string, z.infer<typeof AT_RISK>['paces'][number]>();
        for (const { problem, closed } of risks) {
          const key = `${problem.county} ${problem.campaignId}`;
          const { countyName, campaignTitle } = problem;
          const pace = paces.get(key) ?? { countyName, campaignTitle, closed, atRisk: 0 };
          paces.set(key, { ...pace, atRisk: pace.atRisk + 1 });
        }
        return {
          paceDays: PACE_DAYS,
          total: risks.length,
          paces: [...paces.values()],
          items: risks.slice(0, MOST_ROWS).map(({ problem, miss }) => ({
            id: problem.id,
            number: problem.number,
            countyName: problem.countyName,
            place: problem.place,
            description: problem.description,
            responsible: problem.responsible,
            foundOn: problem.foundOn,
            deadline: miss.deadline,
            expectedOn: miss.expectedOn,
            daysLate: miss.daysLate,
          })),
        };
      }),
  );
}

import { REPORT_STATES, reportTitle } from '@anju/domain';
import { z } from 'zod';
import type { App } from '../../../platform/http/types.ts';
import { notFound } from '../../../platform/problem.ts';
import { sourceRef } from '../forms/source-ref.ts';
import { ID } from '../open-report.ts';
import { listFiledClues, listSignedWith, type SignedForm } from './signed-with-store.ts';

const SIGNED = z.object({
  id: z.uuid(),
  title: z.string(),
  stateLabel: z.string(),
  countyName: z.string(),
  /** Of the level that handles the clue; otherwise of a county that it was handed down to. */
  own: z.boolean(),
});

/** Which signed and sent forms count a clue: who hands it down, or takes it back, has them to correct. */
export function signedWithRoutes(app: App): void {
  app.get(
    '/api/clues/:id/signed-forms',
    {
      schema: {
        summary: '线索：计入了哪些已审签、已上报的报表',
        params: ID,
        response: { 200: z.object({ items: z.array(SIGNED) }) },
      },
      config: { action: 'report.read' },
    },
    (request) =>
      request.inScope(async (tx) => {
        const { actor, params } = request;
        const filed = await listFiledClues(tx, actor, params.id);
        if (filed === null) throw notFound('这条线索');
        const { campaignId, clues } = filed;
        if (campaignId === null) return { items: [] };
        const signed: SignedForm[] = [];
        for (const { county, id } of clues)
          signed.push(...(await listSignedWith(tx, { county, campaignId, refs: [sourceRef('clue', id)] })));
        const home = clues.find(({ id }) => id === params.id)?.county;
        return {
          items: signed.map((one) => ({
            id: one.id,
            title: reportTitle(one),
            stateLabel: REPORT_STATES[one.state],
            countyName: one.county_name,
            own: one.county === home,
          })),
        };
      }),
  );
}

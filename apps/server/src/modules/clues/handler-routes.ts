import { z } from 'zod';
import type { App } from '../../platform/http/types.ts';
import { notFound } from '../../platform/problem.ts';
import { type Candidate, listHandlers } from './handlers.ts';
import { ID } from './input.ts';
import { readClue } from './store.ts';

const CANDIDATE = z.object({
  kind: z.enum(['organisation', 'department', 'person']),
  id: z.string(),
  name: z.string(),
  of: z.string().nullable(),
});

const idOf = ({ choice }: Candidate): string => {
  switch (choice.kind) {
    case 'organisation':
      return choice.organisation;
    case 'department':
      return choice.departmentId;
    case 'person':
      return choice.personId;
  }
};

const presented = (candidate: Candidate): z.infer<typeof CANDIDATE> => ({
  kind: candidate.choice.kind,
  id: idOf(candidate),
  name: candidate.name,
  of: candidate.of,
});

/** To whom a clue can be given, and who is left out of that and why. */
export function clueHandlerRoutes(app: App): void {
  app.get(
    '/api/clues/:id/handlers',
    {
      schema: {
        summary: '可承办的单位和人，及回避的原因',
        params: ID,
        response: {
          200: z.object({
            items: z.array(CANDIDATE),
            leftOut: z.array(CANDIDATE.extend({ why: z.string() })),
          }),
        },
      },
      config: { action: 'clue.triage' },
    },
    (request) =>
      request.inScope(async (tx) => {
        const clue = await readClue(tx, request.actor, request.params.id);
        if (clue === null) throw notFound('这条线索');
        const candidates = await listHandlers(tx, clue);
        return {
          items: candidates.filter(({ why }) => why === null).map(presented),
          leftOut: candidates.flatMap((one) => (one.why === null ? [] : { ...presented(one), why: one.why })),
        };
      }),
  );
}

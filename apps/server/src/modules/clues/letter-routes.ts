import { CLUE_LETTER_KINDS } from '@anju/domain';
import { writePaper } from '@anju/official-forms';
import { z } from 'zod';
import type { Deps } from '../../platform/deps.ts';
import { recordEvent } from '../../platform/events.ts';
import { sendDocx } from '../../platform/http/send-docx.ts';
import type { App } from '../../platform/http/types.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { notFound } from '../../platform/problem.ts';
import { namedAmong } from './deadlines.ts';
import { ID } from './input.ts';
import { draftLetter, type LetterFacts, letterName, lettersOf } from './letters.ts';
import { listMerged, readClue, type StoredClue } from './store.ts';
import { listTransfers } from './transfer-store.ts';

export async function letterFactsOf(tx: Tx, clue: StoredClue): Promise<LetterFacts> {
  const named = namedAmong(clue, await listMerged(tx, clue));
  return { clue, named, transfers: await listTransfers(tx, clue) };
}

/** 受理告知书, 不予受理告知书, 延期告知书, 答复书, 移送函: written from the records when they are asked for, each print an event. */
export function clueLetterRoutes(app: App, deps: Deps): void {
  app.get(
    '/api/clues/:id/letters/:letter/:of',
    {
      schema: {
        summary: '线索文书',
        params: ID.extend({ letter: z.enum(CLUE_LETTER_KINDS), of: z.uuid() }),
      },
      config: { action: 'clue.triage' },
    },
    async (request, reply) => {
      const { actor, params } = request;
      const { name, paper } = await request.inScope(async (tx) => {
        const clue = await readClue(tx, actor, params.id);
        if (clue === null) throw notFound('这条线索');
        const facts = await letterFactsOf(tx, clue);
        const letter = lettersOf(facts, actor).find(
          ({ kind, of }) => kind === params.letter && of === params.of,
        );
        const drafted = letter === undefined ? null : await draftLetter({ tx, deps }, facts, letter);
        if (letter === undefined || drafted === null) throw notFound('这份文书');
        await recordEvent(tx, {
          county: clue.county,
          region: clue.region,
          actor,
          act: 'clue.letter',
          subject: { type: 'clue', id: clue.id },
          payload: { letter: letter.kind, of: letter.of },
          at: deps.clock.now(),
        });
        return { name: letterName(letter, clue), paper: drafted };
      });
      return sendDocx(reply, name, await writePaper(paper));
    },
  );
}

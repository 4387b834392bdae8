import {
  allowedProblemActs,
  calendarDate,
  decideProblemExit,
  isRuleCode,
  mayAct,
  PROBLEM_STATES,
  type ProblemExitFacts,
  RULE_TITLES,
  unsureYearsOf,
} from '@anju/domain';
import { z } from 'zod';
import type { Actor } from '../../platform/actor.ts';
import type { Deps } from '../../platform/deps.ts';
import { decodeCursor, encodeCursor, PAGE_QUERY, pageOf } from '../../platform/http/paging.ts';
import type { App } from '../../platform/http/types.ts';
import { notFound } from '../../platform/problem.ts';
import { loadCalendar } from '../calendar/index.ts';
import { natureLabel } from '../exits/index.ts';
import { listPapersOf } from '../papers/index.ts';
import { readEstablishedExit, readExitFacts, readExitUndecided, readSaidToStay } from './exit-store.ts';
import { countProblems, countStates, listProblems, readProblemMore, readProblemRow } from './list-store.ts';
import { registerLabel } from './name-departments.ts';
import { PROBLEM_ITEM, presentProblem, problemActLabel, reckon } from './present-problem.ts';
import { PROBLEM_ORDER, PROBLEM_QUERY, problemFilter } from './problem-query.ts';
import { listProblemNotes } from './problem-store.ts';
import { listPublicationsOf } from './publication-store.ts';

const LINEAGE = z.object({
  rule: z.string(),
  clause: z.string(),
  register: z.string(),
  department: z.string(),
  file: z.string(),
  row: z.number().int(),
  asOf: z.iso.date().nullable(),
});

const PUBLICATION = z.object({ campaignId: z.uuid(), title: z.string(), on: z.iso.date() });

const DETAIL = PROBLEM_ITEM.extend({
  /** The deadline's year where its holidays are not known: a person must check the day. */
  deadlineUnsureYears: z.array(z.number().int()),
  lineage: z.array(LINEAGE.extend({ ruleTitle: z.string(), registerLabel: z.string() })),
  /** The spot check in which it was found. */
  check: z.object({ id: z.uuid(), title: z.string() }).nullable(),
  /** Where its result was made public. */
  publications: z.array(PUBLICATION),
  /** Under which its family has to leave, when a second person said so; its entry on the ledger. */
  exit: z
    .object({
      nature: z.string(),
      natureLabel: z.string(),
      on: z.iso.date(),
      byName: z.string(),
      exitId: z.uuid().nullable(),
    })
    .nullable(),
  /** Why its family need not leave, when a second person said so. */
  stays: z.object({ reason: z.string(), on: z.iso.date(), byName: z.string() }).nullable(),
  registeredByName: z.string(),
  registeredAt: z.iso.datetime(),
  notes: z.array(
    z.object({
      id: z.uuid(),
      act: z.string(),
      actLabel: z.string(),
      text: z.string(),
      byName: z.string(),
      at: z.iso.datetime(),
    }),
  ),
  papers: z.array(
    z.object({
      id: z.uuid(),
      noteId: z.uuid().nullable(),
      name: z.string(),
      type: z.string(),
      size: z.number().int(),
      at: z.iso.datetime(),
    }),
  ),
  allowedActs: z.array(z.string()),
});

/** Establishing that the family has to leave or need not, or taking that back. */
function allowedExitActs(
  facts: ProblemExitFacts & { readonly undecided: boolean },
  actor: Actor,
): readonly string[] {
  if (facts.exitNature !== null) return mayAct(actor.roles, 'exit.withdraw') ? ['withdraw-exit'] : [];
  const may = mayAct(actor.roles, 'exit.establish') && decideProblemExit(facts, actor) === null;
  if (!may) return [];
  return facts.undecided ? ['establish-exit', 'need-not-leave'] : ['establish-exit'];
}

export function problemReadRoutes(app: App, deps: Deps): void {
  app.get(
    '/api/problems',
    {
      schema: {
        summary: '整改台账',
        querystring: z.object({ ...PROBLEM_QUERY, order: PROBLEM_ORDER, ...PAGE_QUERY }),
        response: { 200: pageOf(PROBLEM_ITEM) },
      },
      config: { action: 'campaign.read' },
    },
    (request) =>
      request.inScope(async (tx) => {
        const { order, cursor, limit } = request.query;
        const today = deps.clock.today();
        const days = reckon(today);
        const filter = problemFilter(request.actor, request.query);
        const page = await listProblems(tx, filter, { order, after: decodeCursor(cursor), limit, days });
        return {
          items: page.rows.map((row) => presentProblem(row, today)),
          nextCursor: encodeCursor(page.next),
          total: await countProblems(tx, filter, days),
        };
      }),
  );

  app.get(
    '/api/problems/states',
    {
      schema: {
        summary: '整改台账各状态计数',
        querystring: z.object(PROBLEM_QUERY),
        response: {
          200: z.array(z.object({ value: z.string(), label: z.string(), count: z.number().int() })),
        },
      },
      config: { action: 'campaign.read' },
    },
    (request) =>
      request.inScope(async (tx) => {
        const filter = problemFilter(request.actor, request.query);
        const counts = await countStates(tx, filter, reckon(deps.clock.today()));
        return counts.map(({ state, count }) => ({ value: state, label: PROBLEM_STATES[state], count }));
      }),
  );

  app.get(
    '/api/problems/:id',
    {
      schema: { summary: '问题详情', params: z.object({ id: z.uuid() }), response: { 200: DETAIL } },
      config: { action: 'campaign.read' },
    },
    (request) =>
      request.inScope(async (tx) => {
        const { actor } = request;
        const row = await readProblemRow(tx, actor, request.params.id);
        if (row === null) throw notFound('这个问题');
        const more = await readProblemMore(tx, row);
        const notes = await listProblemNotes(tx, row);
        const papers = await listPapersOf(tx, { type: 'problem', id: row.id });
        const facts = {
          county: row.county,
          state: row.state,
          registeredBy: more.registered_by,
          rectifiedBy: more.rectified_by,
        };
        const exitFacts = await readExitFacts(tx, row);
        const exit = await readEstablishedExit(tx, row);
        const stays = await readSaidToStay(tx, row);
        const undecided = (await readExitUndecided(tx, row)) !== null;
        const calendar = await loadCalendar(tx, row.county);
        const open = row.state === 'registered' || row.state === 'rectifying';
        return {
          ...presentProblem(row, deps.clock.today()),
          deadlineUnsureYears:
            row.deadline === null ? [] : [...unsureYearsOf(calendar, calendarDate(row.deadline))],
          lineage: z
            .array(LINEAGE)
            .parse(more.lineage)
            .map((source) => ({
              ...source,
              ruleTitle: isRuleCode(source.rule) ? RULE_TITLES[source.rule] : source.rule,
              registerLabel: registerLabel(source.register),
            })),
          check: more.check_id === null ? null : { id: more.check_id, title: more.check_title ?? '' },
          publications: (await listPublicationsOf(tx, row)).map(({ campaign_id, title, on }) => ({
            campaignId: campaign_id,
            title,
            on,
          })),
          exit:
            exit === null
              ? null
              : {
                  nature: exit.nature,
                  natureLabel: natureLabel(exit.nature),
                  on: exit.on,
                  byName: exit.by_name,
                  exitId: exit.exit_id,
                },
          stays: stays === null ? null : { reason: stays.reason, on: stays.on, byName: stays.by_name },
          registeredByName: more.registered_by_name,
          registeredAt: more.created_at.toISOString(),
          notes: notes.map((note) => ({
            id: note.id,
            act: note.act,
            actLabel: problemActLabel(note.act),
            text: note.text,
            byName: note.by_name,
            at: note.at.toISOString(),
          })),
          papers: papers.map((paper) => ({
            id: paper.id,
            noteId: paper.note_id,
            name: paper.name,
            type: paper.type,
            size: paper.size,
            at: paper.at.toISOString(),
          })),
          allowedActs: [
            ...allowedProblemActs(facts, actor),
            ...(row.state === 'closed' && mayAct(actor.roles, 'problem.reopen') ? ['look-back'] : []),
            ...(open && row.county === actor.county && mayAct(actor.roles, 'problem.register')
              ? ['correct']
              : []),
            ...allowedExitActs({ ...exitFacts, state: row.state, undecided }, actor),
          ],
        };
      }),
  );
}

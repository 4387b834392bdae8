import {
  allowedFindingActs,
  answerByOf,
  changesSinceProposal,
  concludeBarOf,
  exitNatureOf,
  FACTS_CHANGED,
  FINDING_ACTS,
  FINDING_STATES,
  hearingOf,
  isFindingAct,
  isRuleCode,
} from '@anju/domain';
import { z } from 'zod';
import type { Deps } from '../../platform/deps.ts';
import { recordEvent } from '../../platform/events.ts';
import type { App } from '../../platform/http/types.ts';
import { notFound } from '../../platform/problem.ts';
import { departmentNames } from '../feeds/index.ts';
import { describeRuns, runStepsOf } from '../households/index.ts';
import { countyNames } from '../organisations/index.ts';
import { listPapers } from '../papers/index.ts';
import { describeDeclared } from './describe-declared.ts';
import { describeEvidence } from './describe-evidence.ts';
import { FINDING_ORDER, FINDING_QUERY, filterOf } from './finding-query.ts';
import { findNeighbours, readFindingRow } from './list-store.ts';
import { FINDING_ITEM, presentFinding, registerLabel } from './present.ts';
import {
  listNotes,
  readDeclared,
  readFinding,
  readMemberNames,
  readPolicyName,
  standingOf,
} from './store.ts';

const LABELLED = z.object({ label: z.string(), value: z.string() });
const DETAIL = FINDING_ITEM.extend({
  clause: z.string(),
  policy: z.object({ id: z.uuid(), title: z.string(), documentNo: z.string(), version: z.number().int() }),
  declared: z.array(LABELLED),
  registered: z.array(LABELLED.extend({ differs: z.boolean() })),
  explanation: z.array(z.string()),
  lineage: z.array(
    z.object({
      register: z.string(),
      registerLabel: z.string(),
      department: z.string(),
      file: z.string(),
      row: z.number().int(),
      asOf: z.iso.date().nullable(),
    }),
  ),
  notes: z.array(
    z.object({
      id: z.uuid(),
      act: z.string(),
      actLabel: z.string(),
      method: z.string().nullable(),
      text: z.string(),
      byName: z.string(),
      at: z.iso.datetime(),
    }),
  ),
  /** What the runs changed in it, newest first. */
  runs: z.array(
    z.object({
      id: z.string(),
      at: z.iso.datetime(),
      label: z.string(),
      text: z.string(),
      byName: z.string(),
      link: z.string().nullable(),
    }),
  ),
  /** Whether the family was heard, which a confirmation needs; by which day it may answer. */
  hearing: z.enum(['heard', 'not-told', 'to-tell-again', 'no-answer-period', 'answer-awaited']),
  answerBy: z.iso.date().nullable(),
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
  proposal: z
    .object({
      conclusion: z.string(),
      conclusionLabel: z.string(),
      reason: z.string(),
      byName: z.string(),
      exitNature: z.string().nullable(),
      /** How the facts changed since, the oldest first: with one of them the conclusion can only be returned. */
      changesSince: z.array(z.string()),
    })
    .nullable(),
  concludedByName: z.string().nullable(),
  concludedAt: z.iso.datetime().nullable(),
  suggestedExitNature: z.enum(['1A', '1B', '2', '3']).nullable(),
  allowedActs: z.array(z.string()),
  /** What keeps the reader from concluding the proposal, whose role would let them. */
  concludeBar: z.enum(['same-person', 'entered-answer']).nullable(),
  previousId: z.uuid().nullable(),
  nextId: z.uuid().nullable(),
});

function noteLabel(act: string): string {
  if (act === FACTS_CHANGED.act) return FACTS_CHANGED.label;
  return isFindingAct(act) ? FINDING_ACTS[act] : act;
}

export function findingDetailRoutes(app: App, deps: Deps): void {
  app.get(
    '/api/findings/:id',
    {
      schema: {
        summary: '疑点详情',
        params: z.object({ id: z.uuid() }),
        querystring: z.object({ ...FINDING_QUERY, order: FINDING_ORDER }),
        response: { 200: DETAIL },
      },
      config: { action: 'finding.read' },
    },
    (request) =>
      request.inScope(async (tx) => {
        const { actor } = request;
        const { id } = request.params;
        const today = deps.clock.today();
        const row = await readFindingRow(tx, actor.scope, id);
        const finding = await readFinding(tx, id);
        if (row === null || finding === null) throw notFound('这条疑点');
        // The page shows the family as its own page does: who opened it here has read the file (A5).
        await recordEvent(tx, {
          county: finding.county,
          region: finding.region,
          actor,
          act: 'household.read',
          subject: { type: 'household', id: finding.household_id },
          payload: { code: finding.household_code, via: 'finding', finding: id },
          at: deps.clock.now(),
        });
        const departments = await departmentNames(tx, finding.county);
        const declared = await readDeclared(tx, finding.household_id);
        const notes = await listNotes(tx, id);
        const papers = await listPapers(tx, id);
        const steps = await runStepsOf(tx, finding.county, { findingId: id });
        const neighbours = await findNeighbours(tx, filterOf(actor, request.query), {
          id,
          order: request.query.order,
          today,
        });
        return {
          ...presentFinding(row, today, await countyNames(tx, row.county)),
          clause: finding.clause,
          policy: await readPolicyName(tx, finding.policy_id),
          declared: describeDeclared(declared, finding.member_id),
          ...describeEvidence(finding, await readMemberNames(tx, finding.household_id)),
          lineage: finding.lineage.map((source) => {
            const { label, department } = registerLabel(source.register, departments);
            return { ...source, registerLabel: label, department };
          }),
          notes: notes.map((note) => ({
            id: note.id,
            act: note.act,
            actLabel: noteLabel(note.act),
            method: note.method,
            text: note.text,
            byName: note.by_name,
            at: note.at.toISOString(),
          })),
          runs: describeRuns(steps, 'finding', actor.roles).map(({ id, at, label, text, byName, link }) => ({
            id,
            at: at.toISOString(),
            label,
            text,
            byName,
            link,
          })),
          hearing: hearingOf(notes, today),
          answerBy: answerByOf(notes),
          papers: papers.map((paper) => ({
            id: paper.id,
            noteId: paper.note_id,
            name: paper.name,
            type: paper.type,
            size: paper.size,
            at: paper.at.toISOString(),
          })),
          proposal:
            finding.proposed_conclusion === null
              ? null
              : {
                  conclusion: finding.proposed_conclusion,
                  conclusionLabel: FINDING_STATES[finding.proposed_conclusion],
                  reason: finding.proposed_reason ?? '',
                  byName: finding.proposed_by_name ?? '',
                  exitNature: finding.exit_nature,
                  changesSince: changesSinceProposal(notes).map((note) => note.text),
                },
          concludedByName: finding.concluded_by_name,
          concludedAt: finding.concluded_at?.toISOString() ?? null,
          suggestedExitNature: isRuleCode(finding.rule) ? exitNatureOf(finding.rule) : null,
          allowedActs: [...allowedFindingActs(standingOf(finding), actor)],
          concludeBar: concludeBarOf(standingOf(finding), actor),
          ...neighbours,
        };
      }),
  );
}

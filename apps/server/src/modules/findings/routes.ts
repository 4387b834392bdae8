import {
  allowedFindingActs,
  answerByOf,
  exitNatureOf,
  FACTS_CHANGED,
  FINDING_ACTS,
  FINDING_CHANGES,
  FINDING_STATES,
  hearingOf,
  isFindingAct,
  isRuleCode,
} from '@anju/domain';
import { z } from 'zod';
import type { Deps } from '../../platform/deps.ts';
import { recordEvent } from '../../platform/events.ts';
import { COUNTY_QUERY, scopeOfList } from '../../platform/http/county-filter.ts';
import { decodeCursor, encodeCursor, PAGE_QUERY, pageOf } from '../../platform/http/paging.ts';
import type { App } from '../../platform/http/types.ts';
import { notFound } from '../../platform/problem.ts';
import { departmentNames } from '../feeds/index.ts';
import { describeRuns, runStepsOf } from '../households/index.ts';
import { countyNames } from '../organisations/index.ts';
import { listPapers } from '../papers/index.ts';
import { describeDeclared } from './describe-declared.ts';
import { describeEvidence } from './describe-evidence.ts';
import {
  countFacets,
  countFindings,
  type FacetRow,
  type FindingFilter,
  findNeighbours,
  listFindings,
  readFindingRow,
} from './list-store.ts';
import {
  CHANGE,
  CONFIDENCE,
  CONFIDENCE_LABELS,
  FINDING_ITEM,
  presentFinding,
  registerLabel,
  ruleTitle,
  STATE,
  STATUS,
  STATUS_LABELS,
} from './present.ts';
import { listNotes, readDeclared, readFinding, readMemberNames, readPolicyName } from './store.ts';

const FLAG = z.enum(['true', 'false']).transform((text) => text === 'true');
const ORDER = z.enum(['due', 'newest', 'household']).default('due');
const FILTER = {
  rule: z.string().max(60).optional(),
  state: STATE.optional(),
  status: STATUS.optional(),
  confidence: CONFIDENCE.optional(),
  change: CHANGE.optional(),
  region: z
    .string()
    .regex(/^\d{2,12}$/)
    .optional(),
  household: z.uuid().optional(),
  run: z.uuid().optional(),
  assignedTo: z
    .string()
    .regex(/^\d{6,12}$/)
    .optional(),
  overdue: FLAG.optional(),
  dueTo: z.iso.date().optional(),
  settled: FLAG.optional(),
  q: z.string().trim().max(50).optional(),
  ...COUNTY_QUERY,
};

const FACET = z.object({ value: z.string(), label: z.string(), count: z.number().int() });
const FACETS = z.object({
  rule: z.array(FACET),
  state: z.array(FACET),
  status: z.array(FACET),
  confidence: z.array(FACET),
  change: z.array(FACET),
});

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
    })
    .nullable(),
  concludedByName: z.string().nullable(),
  concludedAt: z.iso.datetime().nullable(),
  suggestedExitNature: z.enum(['1A', '1B', '2', '3']).nullable(),
  allowedActs: z.array(z.string()),
  previousId: z.uuid().nullable(),
  nextId: z.uuid().nullable(),
});

function noteLabel(act: string): string {
  if (act === FACTS_CHANGED.act) return FACTS_CHANGED.label;
  return isFindingAct(act) ? FINDING_ACTS[act] : act;
}

const FACET_LABELS = {
  state: FINDING_STATES,
  status: STATUS_LABELS,
  confidence: CONFIDENCE_LABELS,
  change: FINDING_CHANGES,
};

function facetsOf(
  rows: readonly FacetRow[],
  facet: 'rule' | keyof typeof FACET_LABELS,
): z.infer<typeof FACET>[] {
  const labels: Readonly<Record<string, string>> = facet === 'rule' ? {} : FACET_LABELS[facet];
  return rows
    .filter((row) => row.facet === facet)
    .map(({ value, count }) => ({
      value,
      count,
      label: facet === 'rule' ? ruleTitle(value) : (labels[value] ?? value),
    }));
}

type Query = { [K in keyof typeof FILTER]?: z.infer<(typeof FILTER)[K]> };

export function filterOf(actor: { readonly scope: string }, { county, ...query }: Query): FindingFilter {
  return { ...query, scope: scopeOfList(actor, county) };
}

export { FILTER as FINDING_QUERY };

export function findingReadRoutes(app: App, deps: Deps): void {
  app.get(
    '/api/findings',
    {
      schema: {
        summary: '疑点列表',
        querystring: z.object({ ...FILTER, order: ORDER, ...PAGE_QUERY }),
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
      schema: { summary: '疑点分类计数', querystring: z.object(FILTER), response: { 200: FACETS } },
      config: { action: 'finding.read' },
    },
    (request) =>
      request.inScope(async (tx) => {
        const rows = await countFacets(tx, filterOf(request.actor, request.query), deps.clock.today());
        return {
          rule: facetsOf(rows, 'rule'),
          state: facetsOf(rows, 'state'),
          status: facetsOf(rows, 'status'),
          confidence: facetsOf(rows, 'confidence'),
          change: facetsOf(rows, 'change'),
        };
      }),
  );

  app.get(
    '/api/findings/:id',
    {
      schema: {
        summary: '疑点详情',
        params: z.object({ id: z.uuid() }),
        querystring: z.object({ ...FILTER, order: ORDER }),
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
                },
          concludedByName: finding.concluded_by_name,
          concludedAt: finding.concluded_at?.toISOString() ?? null,
          suggestedExitNature: isRuleCode(finding.rule) ? exitNatureOf(finding.rule) : null,
          allowedActs: [
            ...allowedFindingActs({ state: finding.state, proposedBy: finding.proposed_by }, actor),
          ],
          ...neighbours,
        };
      }),
  );
}

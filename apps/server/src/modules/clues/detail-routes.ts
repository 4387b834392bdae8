import {
  ANSWER_METHODS,
  allowedClueActs,
  CLUE_LETTER_KINDS,
  CLUE_RESULTS,
  type ClueAct,
  decideViewing,
  isOwnDesk,
  mayAct,
  prefectureOf,
  SATISFACTION,
} from '@anju/domain';
import { z } from 'zod';
import type { Deps } from '../../platform/deps.ts';
import type { App } from '../../platform/http/types.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { notFound } from '../../platform/problem.ts';
import { loadCalendar } from '../calendar/index.ts';
import type { PaperRow } from '../papers/index.ts';
import { isSentBack } from './after-answer.ts';
import { listPublications } from './campaign-store.ts';
import { listCluePapers, paperName } from './clue-papers.ts';
import { deadlinesOf, standingOf } from './deadlines.ts';
import { hasDisposal, isDayOpen, isOpen } from './edit-clue.ts';
import { readCountedBy } from './handed-down/counted-store.ts';
import { listCountyDesks } from './handed-down/county-desks.ts';
import { CORRECTION_ABOVE, presentCorrection } from './handed-down/present-correction.ts';
import { letterFactsOf } from './letter-routes.ts';
import { lettersOf } from './letters.ts';
import { readClueRow } from './list-store.ts';
import { listOpenings, type OpeningRow } from './opening-store.ts';
import { listDisposals, listNotes, listPersons, listWithReporter } from './parts-store.ts';
import { CLUE_ITEM, channelLabel, clueActLabel, PERSON, presentClue } from './present.ts';
import { readBureau, readOfficeName } from './staff-store.ts';
import { listMerged, readClue, type StoredClue } from './store.ts';
import { presentTransfer, TRANSFER } from './transfer-routes.ts';
import { extendable, untoldOfExtension } from './triage.ts';

const DEADLINE = z.object({
  key: z.string(),
  label: z.string(),
  basis: z.string(),
  day: z.iso.date(),
  state: z.enum(['met', 'by-answer', 'met-late', 'open', 'soon', 'late']),
  unsureYears: z.array(z.number().int()),
});

const OPENING = z.object({
  id: z.uuid(),
  reason: z.string(),
  askedByName: z.string(),
  askedAt: z.iso.datetime(),
  agreedByName: z.string().nullable(),
  refusedByName: z.string().nullable(),
  expiresAt: z.iso.datetime().nullable(),
  mine: z.boolean(),
  /** Whether the reader may look at the reporter's identity by it now. */
  open: z.boolean(),
});

const DETAIL = CLUE_ITEM.extend({
  campaignId: z.uuid().nullable(),
  placeRegion: z.string().nullable(),
  accusedOrganisation: z.string().nullable(),
  accusedDepartmentId: z.uuid().nullable(),
  /** Who handles it: the county, or the prefecture above it. */
  county: z.string(),
  /** Whose desk it is on; null for the reader's own. */
  handledBy: z.string().nullable(),
  accusedOffice: z.string().nullable(),
  /** Where its result was made public. */
  publications: z.array(z.object({ campaignId: z.uuid(), title: z.string(), on: z.iso.date() })),
  registeredByName: z.string(),
  acceptedOn: z.iso.date().nullable(),
  /** Whom to tell: who reported by name, here or on a merged clue. */
  reporters: z.array(
    z.object({
      id: z.uuid(),
      number: z.string(),
      toldOn: z.iso.date().nullable(),
      extendedDays: z.number().int(),
      extensionToldOn: z.iso.date().nullable(),
    }),
  ),
  closedOn: z.iso.date().nullable(),
  reopened: z.number().int(),
  result: z.string().nullable(),
  resultLabel: z.string().nullable(),
  resultText: z.string().nullable(),
  reportedByName: z.string().nullable(),
  concludedByName: z.string().nullable(),
  answerMethodLabel: z.string().nullable(),
  satisfactionLabel: z.string().nullable(),
  deadlines: z.array(DEADLINE),
  transfers: z.array(TRANSFER),
  disposals: z.array(z.object({ disposal: z.string(), on: z.iso.date() })),
  mergedClues: z.array(
    z.object({
      id: z.uuid(),
      number: z.string(),
      channelLabel: z.string(),
      source: z.string(),
      receivedOn: z.iso.date(),
      summary: z.string(),
      persons: z.array(PERSON),
      registeredByName: z.string(),
    }),
  ),
  notes: z.array(
    z.object({
      id: z.uuid(),
      act: z.string(),
      actLabel: z.string(),
      text: z.string(),
      byName: z.string(),
      at: z.iso.datetime(),
      /** Number of the merged clue it was written on; null for this one's own. */
      of: z.string().nullable(),
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
      /** Opened by two people, as the reporter's identity is. */
      showsReporter: z.boolean(),
    }),
  ),
  /** What can be printed now, for who writes the letters. */
  letters: z.array(z.object({ kind: z.enum(CLUE_LETTER_KINDS), of: z.uuid(), label: z.string() })),
  /** Whose reporter has a receipt code: this clue's, and those of the clues merged into it. */
  receipts: z.array(z.object({ id: z.uuid(), number: z.string() })),
  hasReporter: z.boolean(),
  openings: z.array(OPENING),
  /** Handed down by the level above: who did, and by when it wants the result. */
  demanded: z.object({ byName: z.string(), on: z.iso.date() }).nullable(),
  /** What the level above corrected since it handed it down; null where there is nothing to take over. */
  correctedAbove: CORRECTION_ABOVE.nullable(),
  /** Of what was handed down in a campaign, who counts it there: this desk, the county, the level above. */
  countedBy: z.enum(['own', 'county', 'above']).nullable(),
  /** Counties that it could be handed down to, and why others are left out. */
  countyDesks: z.array(z.object({ county: z.string(), name: z.string(), why: z.string().nullable() })),
  allowedActs: z.array(z.string()),
  mayEdit: z.boolean(),
  mayMoveDay: z.boolean(),
  maySetDisposal: z.boolean(),
  /** By the receipt code, to and from. */
  mayWriteToReporter: z.boolean(),
});

/** What an act's own rules would refuse is not offered: an extension is granted once, what a county reports comes by itself. */
function isStillToDo(
  act: ClueAct,
  {
    clue,
    named,
    extendable,
    handedDown,
  }: {
    readonly clue: StoredClue;
    readonly named: readonly StoredClue[];
    readonly extendable: boolean;
    readonly handedDown: boolean;
  },
): boolean {
  switch (act) {
    case 'extend':
      return extendable;
    case 'tell-acceptance':
      return named.some(({ told_on }) => told_on === null);
    case 'tell-extension':
      return untoldOfExtension(named).length > 0;
    case 'record-receipt':
    case 'record-return':
    case 'record-outcome':
      return !handedDown;
    case 'recall':
      return handedDown;
    case 'reopen':
      return !isSentBack(clue);
    default:
      return true;
  }
}

const ID = z.object({ id: z.uuid() });

/** One clue with everything that belongs to it and to what was merged into it. */
export function clueDetailRoutes(app: App, deps: Deps): void {
  app.get(
    '/api/clues/:id',
    {
      schema: { summary: '线索详情', params: ID, response: { 200: DETAIL } },
      config: { action: 'clue.read' },
    },
    (request) =>
      request.inScope(async (tx) => {
        const { actor } = request;
        const today = deps.clock.today();
        const row = await readClueRow(tx, actor, request.params.id);
        const clue = await readClue(tx, actor, request.params.id);
        if (row === null || clue === null) throw notFound('这条线索');
        const merged = await listMerged(tx, clue);
        const papers = await listCluePapers(tx, clue);
        const facts = await letterFactsOf(tx, clue);
        const { named } = facts;
        const deadlines = await deadlinesOf(tx, clue, await loadCalendar(tx, clue.county), today);
        const office = { organisation: clue.accused_organisation, departmentId: clue.accused_department_id };
        const handedDown = facts.transfers.at(-1)?.handed_clue != null;
        const toDo = {
          clue,
          named,
          handedDown,
          extendable: (await extendable({ tx, deps }, clue)).length > 0,
        };
        const receipts = [clue, ...merged].filter(({ has_receipt }) => has_receipt);
        const triages = mayAct(actor.roles, 'clue.triage') && isOwnDesk(clue, actor);
        const sees = mayAct(actor.roles, 'clue.identity');
        const openings = sees ? await listOpenings(tx, clue.county, [clue.id]) : [];
        const allowed = allowedClueActs(standingOf(clue, merged), actor).filter((act) =>
          isStillToDo(act, toDo),
        );
        const desks = allowed.includes('hand-down') ? await listCountyDesks(tx, clue) : [];
        return {
          ...presentClue(row, today),
          campaignId: clue.campaign_id,
          placeRegion: clue.place_region,
          accusedOrganisation: clue.accused_organisation,
          accusedDepartmentId: clue.accused_department_id,
          county: clue.county,
          handledBy: isOwnDesk(clue, actor) ? null : await readBureau(tx, clue.county),
          accusedOffice: await readOfficeName(tx, clue.county, office),
          publications: (await listPublications(tx, clue)).map(({ campaign_id, title, on }) => ({
            campaignId: campaign_id,
            title,
            on,
          })),
          registeredByName: clue.registered_by_name,
          acceptedOn: clue.accepted_on,
          reporters: named.map((one) => ({
            id: one.id,
            number: one.number,
            toldOn: one.told_on,
            extendedDays: one.extended_days,
            extensionToldOn: one.extension_told_on,
          })),
          closedOn: clue.closed_on,
          reopened: clue.reopened,
          result: clue.result,
          resultLabel: clue.result === null ? null : CLUE_RESULTS[clue.result],
          resultText: clue.result_text,
          reportedByName: clue.reported_by_name,
          concludedByName: clue.concluded_by_name,
          answerMethodLabel: methodLabel(clue.answer_method),
          satisfactionLabel: clue.satisfaction === null ? null : SATISFACTION[clue.satisfaction],
          deadlines: deadlines.map((one) => ({ ...one, unsureYears: [...one.unsureYears] })),
          transfers: facts.transfers.map((one) => presentTransfer(one, today)),
          disposals: [...(await listDisposals(tx, clue))],
          mergedClues: await presentMerged(tx, merged),
          notes: await presentNotes(tx, clue, merged),
          papers: papers.map(presentPaper),
          letters: [...lettersOf(facts, actor)],
          receipts: receipts.map(({ id, number }) => ({ id, number })),
          hasReporter:
            papers.some((one) => one.shows_reporter && one.subject_id === clue.id) ||
            (await listWithReporter(tx, clue.county, [clue.id])).size > 0,
          openings: openings.map((one) => presentOpening(one, actor.id, deps.clock.now())),
          demanded:
            clue.demanded_on === null
              ? null
              : { byName: await readBureau(tx, prefectureOf(clue.county)), on: clue.demanded_on },
          correctedAbove: await presentCorrection(tx, clue, triages),
          countedBy: await readCountedBy(
            tx,
            clue,
            facts.transfers.some(({ handed_clue }) => handed_clue !== null),
          ),
          countyDesks: desks.map(({ county, name, why }) => ({ county, name, why })),
          allowedActs: allowed,
          mayEdit: triages && isOpen(clue),
          mayMoveDay: triages && isDayOpen(clue),
          maySetDisposal: triages && hasDisposal(clue),
          mayWriteToReporter: triages && receipts.length > 0,
        };
      }),
  );
}

async function presentMerged(tx: Tx, merged: readonly StoredClue[]) {
  const [first] = merged;
  if (first === undefined) return [];
  const persons = await listPersons(
    tx,
    first.county,
    merged.map(({ id }) => id),
  );
  return merged.map((one) => ({
    id: one.id,
    number: one.number,
    channelLabel: channelLabel(one.channel),
    source: one.source,
    receivedOn: one.received_on,
    summary: one.summary,
    persons: persons
      .filter((person) => person.clue_id === one.id)
      .map(({ name, post, level }) => ({ name, post, level })),
    registeredByName: one.registered_by_name,
  }));
}

async function presentNotes(tx: Tx, clue: StoredClue, merged: readonly StoredClue[]) {
  const numbers = new Map(merged.map(({ id, number }) => [id, number]));
  const notes = await listNotes(tx, clue.county, [clue.id, ...numbers.keys()]);
  return notes.map((note) => ({
    id: note.id,
    act: note.act,
    actLabel: clueActLabel(note.act),
    text: note.text,
    byName: note.by_name,
    at: note.at.toISOString(),
    of: numbers.get(note.clue_id) ?? null,
  }));
}

const presentPaper = (paper: PaperRow) => ({
  id: paper.id,
  noteId: paper.note_id,
  name: paperName(paper),
  type: paper.type,
  size: paper.size,
  at: paper.at.toISOString(),
  showsReporter: paper.shows_reporter,
});

function presentOpening(row: OpeningRow, reader: string, now: Date): z.infer<typeof OPENING> {
  const opening = {
    askedBy: { id: row.asked_by, name: row.asked_by_name, roles: [] },
    agreedBy: row.agreed_by,
    refused: row.refused_at !== null,
    expiresAt: row.expires_at,
  };
  return {
    id: row.id,
    reason: row.reason,
    askedByName: row.asked_by_name,
    askedAt: row.asked_at.toISOString(),
    agreedByName: row.agreed_by_name,
    refusedByName: row.refused_by_name,
    expiresAt: row.expires_at?.toISOString() ?? null,
    mine: row.asked_by === reader,
    open: decideViewing(opening, reader, now) === null,
  };
}

const METHOD_LABELS: Readonly<Record<string, string>> = ANSWER_METHODS;
const methodLabel = (method: string | null): string | null =>
  method === null ? null : (METHOD_LABELS[method] ?? method);

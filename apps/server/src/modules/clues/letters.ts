import {
  ANSWER_METHODS,
  CLUE_LETTERS,
  CLUE_RESULTS,
  type ClueLetterKind,
  calendarDate,
  isAnswerMethod,
  isOwnDesk,
  laterOf,
  mayAct,
  type Role,
} from '@anju/domain';
import {
  draftAcceptance,
  draftAnswer,
  draftExtension,
  draftRefusal,
  draftTransfer,
  type LetterClue,
  type Paper,
} from '@anju/official-forms';
import type { Deps } from '../../platform/deps.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { loadCalendar } from '../calendar/index.ts';
import { deadlinesOf } from './deadlines.ts';
import { listNotes, listPersons } from './parts-store.ts';
import { channelLabel } from './present.ts';
import { readBureau, readOfficeName } from './staff-store.ts';
import { listMerged, type StoredClue } from './store.ts';
import type { TransferRow } from './transfer-store.ts';
import { extensionSays } from './triage.ts';

/** A letter that can be printed now. `of`: the clue whose reporter it goes to, or the transfer that it carries. */
export interface ClueLetter {
  readonly kind: ClueLetterKind;
  readonly of: string;
  readonly label: string;
}

/** What of a clue its letters are made from. `named`: those of it and of the clues merged into it that gave a name. */
export interface LetterFacts {
  readonly clue: StoredClue;
  readonly named: readonly StoredClue[];
  readonly transfers: readonly TransferRow[];
}

/**
 * The letters that a clue has now, for who writes them. An anonymous reporter gets none: there is nobody to send it
 * to, and the receipt code is enough to ask by.
 */
export function lettersOf(
  facts: LetterFacts,
  reader: { readonly county: string; readonly roles: readonly Role[] },
): readonly ClueLetter[] {
  const { clue, named, transfers } = facts;
  if (!mayAct(reader.roles, 'clue.triage') || !isOwnDesk(clue, reader)) return [];
  const several = named.length > 1;
  const toReporters = reporterLetters(clue).flatMap((kind) =>
    named
      .filter(({ extended_days }) => kind !== 'extension' || extended_days > 0)
      .map(({ id, number }) => ({
        kind,
        of: id,
        label: several ? `${CLUE_LETTERS[kind]}（${number}的举报人）` : CLUE_LETTERS[kind],
      })),
  );
  return [
    ...toReporters,
    // What was handed down is told by the system itself: no letter went.
    ...transfers
      .filter(({ handed_clue }) => handed_clue === null)
      .map(({ id, receiver_name }) => ({
        kind: 'transfer' as const,
        of: id,
        label: `${CLUE_LETTERS.transfer}（${receiver_name}）`,
      })),
  ];
}

function reporterLetters(clue: StoredClue): readonly ClueLetterKind[] {
  if (clue.state === 'refused') return ['refusal'];
  if (clue.state === 'received' || clue.state === 'merged' || clue.accepted_on === null) return [];
  const answered = clue.state === 'concluded' || clue.state === 'closed';
  return answered && clue.result !== null
    ? ['acceptance', 'extension', 'answer']
    : ['acceptance', 'extension'];
}

/** The file's name says what it is and of which clue. */
export const letterName = ({ kind }: ClueLetter, clue: StoredClue): string =>
  `${CLUE_LETTERS[kind]}-${clue.number}.docx`;

interface LetterContext {
  readonly tx: Tx;
  readonly deps: Pick<Deps, 'clock'>;
}

/** Writes one of the letters of `lettersOf` from the records; null where what it is of is gone. */
export async function draftLetter(
  context: LetterContext,
  facts: LetterFacts,
  letter: ClueLetter,
): Promise<Paper | null> {
  if (letter.kind === 'transfer') {
    const transfer = facts.transfers.find(({ id }) => id === letter.of);
    return transfer === undefined ? null : await draftTransferOf(context, facts.clue, transfer);
  }
  const reporter = facts.named.find(({ id }) => id === letter.of);
  return reporter === undefined ? null : await draftToReporter(context, facts.clue, reporter, letter.kind);
}

async function draftToReporter(
  context: LetterContext,
  clue: StoredClue,
  reporter: StoredClue,
  kind: Exclude<ClueLetterKind, 'transfer'>,
): Promise<Paper> {
  const today = context.deps.clock.today();
  const head = await headOf(context.tx, reporter, reporter.told_on ?? today);
  switch (kind) {
    case 'acceptance':
      return draftAcceptance({ ...head, ...(await acceptanceOf(context, clue, reporter)) });
    case 'refusal':
      return draftRefusal({ ...head, reason: await lastNote(context.tx, clue, 'refuse') });
    case 'extension':
      return draftExtension({
        ...head,
        day: reporter.extension_told_on ?? today,
        ...(await acceptanceOf(context, clue, reporter)),
        days: reporter.extended_days,
        reason: await extensionReason(context.tx, clue, reporter),
      });
    case 'answer':
      return draftAnswer({
        ...head,
        day: clue.answered_on ?? today,
        result: clue.result === null ? '' : CLUE_RESULTS[clue.result],
        text: await answerOf(context.tx, clue),
      });
  }
}

async function acceptanceOf({ tx, deps }: LetterContext, clue: StoredClue, reporter: StoredClue) {
  const calendar = await loadCalendar(tx, clue.county);
  const limits = await deadlinesOf(tx, clue, calendar, deps.clock.today());
  const ofReporter = reporter.id === clue.id ? null : reporter.number;
  return {
    acceptedOn: takenOn(clue, reporter) ?? clue.received_on,
    finishBy: limits.find(({ key, of }) => key === 'finish' && of === ofReporter)?.day ?? null,
    extendedDays: reporter.extended_days,
  };
}

/** A merged clue that had not been accepted before was accepted by the merge. */
function takenOn(clue: StoredClue, reporter: StoredClue): string | null {
  if (reporter.accepted_on !== null || reporter.merged_on === null || clue.accepted_on === null)
    return reporter.accepted_on;
  return laterOf(calendarDate(reporter.merged_on), calendarDate(clue.accepted_on));
}

async function headOf(tx: Tx, clue: StoredClue, day: string): Promise<LetterClue> {
  const { number, kind, received_on: receivedOn } = clue;
  return { number, kind, receivedOn, unit: await readBureau(tx, clue.county), day };
}

async function draftTransferOf(
  { tx }: LetterContext,
  clue: StoredClue,
  transfer: TransferRow,
): Promise<Paper> {
  const persons = await listPersons(tx, clue.county, [clue.id]);
  const office = { organisation: clue.accused_organisation, departmentId: clue.accused_department_id };
  return draftTransfer({
    ...(await headOf(tx, clue, transfer.sent_on)),
    receiverName: transfer.receiver_name,
    letterNo: transfer.letter_no,
    dueOn: transfer.due_on,
    channel: channelLabel(clue.channel),
    place: clue.place,
    persons: persons.map(({ name, post, level }) => [name, post, level].filter(Boolean).join(' ')),
    office: (await readOfficeName(tx, clue.county, office)) ?? '',
    summary: clue.summary,
    amountYuan: clue.amount_fen === null ? '' : (clue.amount_fen / 100).toFixed(2),
    mergedNumbers: (await listMerged(tx, clue)).map(({ number }) => number),
  });
}

/** What the reporter was told, without how: 书面： stands before it in the history. '' before it was put on record. */
async function answerOf(tx: Tx, clue: StoredClue): Promise<string> {
  if (clue.answered_on === null || clue.answer_method === null) return '';
  const said = await lastNote(tx, clue, 'answer');
  const how = isAnswerMethod(clue.answer_method) ? `${ANSWER_METHODS[clue.answer_method]}：` : '';
  return said.startsWith(how) ? said.slice(how.length) : said;
}

/** Why it was extended, without for how long: granted on the clue, or on its own before it was merged. */
async function extensionReason(tx: Tx, clue: StoredClue, reporter: StoredClue): Promise<string> {
  const says = extensionSays(reporter.extended_days);
  const notes = await listNotes(tx, clue.county, [clue.id, reporter.id]);
  const granted = notes.findLast(({ act, text }) => act === 'extend' && text.startsWith(says));
  return granted?.text.slice(says.length) ?? '';
}

async function lastNote(tx: Tx, clue: StoredClue, act: string): Promise<string> {
  const notes = await listNotes(tx, clue.county, [clue.id]);
  return notes.findLast((note) => note.act === act)?.text ?? '';
}

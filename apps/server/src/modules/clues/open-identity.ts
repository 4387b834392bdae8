import {
  decideAgreement,
  decideViewing,
  OPENING_MINUTES,
  type Opening,
  type OpeningRefusal,
} from '@anju/domain';
import type { Actor } from '../../platform/actor.ts';
import type { Deps } from '../../platform/deps.ts';
import { recordEvent } from '../../platform/events.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { conflict, forbidden, notFound, type Problem } from '../../platform/problem.ts';
import type { PaperRow } from '../papers/index.ts';
import { listCluePapers } from './clue-papers.ts';
import { settleClue, tellPerson, tellRole } from './notices.ts';
import {
  agreeToOpening,
  insertOpening,
  listOpenings,
  lockOpening,
  type OpeningRow,
  readSealed,
  refuseOpening,
} from './opening-store.ts';
import { openReporter, REPORTER, type Reporter } from './reporter.ts';
import { lockClue, type StoredClue } from './store.ts';

interface Context {
  readonly tx: Tx;
  readonly deps: Deps;
  readonly actor: Actor;
  readonly id: string;
}

/** One person asks, with a reason, to see who reported. Nothing is shown by that. */
export async function askForIdentity(context: Context, reason: string): Promise<{ readonly id: string }> {
  const { tx, deps, actor } = context;
  const clue = await take(context);
  if ((await readSealed(tx, clue)) === null && (await reporterPapers(context, clue)).length === 0)
    throw conflict('no-identity', '这条线索没有登记举报人身份，无可查看。');
  const waiting = (await listOpenings(tx, clue.county, [clue.id])).find(
    (one) => one.asked_by === actor.id && one.agreed_at === null && one.refused_at === null,
  );
  if (waiting !== undefined) throw conflict('asked-already', '您已申请过，正等另一人同意。不必重复申请。');
  const id = deps.ids();
  const at = deps.clock.now();
  await insertOpening(tx, clue, { id, reason, by: actor.id, byName: actor.name, at });
  await record(context, clue, id, 'ask');
  for (const role of ['inspector', 'leader', 'county-admin'] as const)
    await tellRole(
      tx,
      deps,
      clue,
      { role },
      {
        kind: 'todo',
        says: `${actor.name}申请查看举报人身份`,
        key: `clue-identity-${role}`,
        dueOn: null,
      },
    );
  return { id };
}

/** Another person agrees: for half an hour the two of them, and nobody else, may look. */
export async function agreeToIdentity(
  context: Context,
  openingId: string,
): Promise<{ readonly until: Date }> {
  const { tx, deps, actor } = context;
  const clue = await take(context);
  const opening = await takeOpening(context, clue, openingId);
  const refusal = decideAgreement(readOpening(opening), actor);
  if (refusal !== null) throw told(refusal);
  const at = deps.clock.now();
  const until = new Date(at.getTime() + OPENING_MINUTES * 60_000);
  await agreeToOpening(tx, clue.county, openingId, { id: actor.id, name: actor.name, at, until });
  await record(context, clue, openingId, 'agree');
  await settleAsked(context, clue);
  await tellPerson(tx, deps, clue, opening.asked_by, {
    kind: 'todo',
    says: `${actor.name}同意查看举报人身份，${OPENING_MINUTES} 分钟内有效`,
    key: `clue-identity-open-${openingId}`,
    dueOn: null,
  });
  return { until };
}

export async function refuseIdentity(context: Context, openingId: string): Promise<void> {
  const { tx, deps, actor } = context;
  const clue = await take(context);
  const opening = await takeOpening(context, clue, openingId);
  if (opening.agreed_at !== null || opening.refused_at !== null) throw told('decided-already');
  await refuseOpening(tx, clue.county, openingId, { name: actor.name, at: deps.clock.now() });
  await record(context, clue, openingId, 'refuse');
  await settleAsked(context, clue);
}

/**
 * What the reporter said of themselves, to one of the two; each look is an event. Empty where a letter alone shows
 * who it was.
 */
export async function viewIdentity(
  context: Context,
  openingId: string,
): Promise<{ readonly reporter: Reporter; readonly until: Date }> {
  const { tx, deps } = context;
  const { clue, until } = await lookThrough(context, openingId);
  const sealed = await readSealed(tx, clue);
  await record(context, clue, openingId, 'view');
  return {
    reporter: sealed === null ? REPORTER.parse({}) : openReporter(deps.reporterSecrets, sealed),
    until,
  };
}

/** A paper that shows who reported, to one of the two; each look is an event. */
export async function viewReporterPaper(
  context: Context,
  openingId: string,
  paperId: string,
): Promise<PaperRow> {
  const { clue } = await lookThrough(context, openingId);
  const paper = (await reporterPapers(context, clue)).find(({ id }) => id === paperId);
  if (paper === undefined) throw notFound('这份材料');
  await record(context, clue, openingId, 'view', { paper: paperId });
  return paper;
}

/** The clue, while this opening lets the reader look. */
async function lookThrough(
  context: Context,
  openingId: string,
): Promise<{ readonly clue: StoredClue; readonly until: Date }> {
  const clue = await take(context);
  const opening = await takeOpening(context, clue, openingId);
  const refusal = decideViewing(readOpening(opening), context.actor.id, context.deps.clock.now());
  if (refusal !== null || opening.expires_at === null) throw told(refusal ?? 'not-open');
  return { clue, until: opening.expires_at };
}

/** Of this clue's own reporter: a letter to one that was merged into it is opened on that one's page. */
async function reporterPapers({ tx }: Context, clue: StoredClue): Promise<readonly PaperRow[]> {
  const papers = await listCluePapers(tx, clue);
  return papers.filter((paper) => paper.shows_reporter && paper.subject_id === clue.id);
}

async function take({ tx, actor, id }: Context): Promise<StoredClue> {
  const clue = await lockClue(tx, actor, id);
  if (clue === null) throw notFound('这条线索');
  return clue;
}

async function takeOpening({ tx }: Context, clue: StoredClue, id: string) {
  const opening = await lockOpening(tx, clue, id);
  if (opening === null) throw notFound('这份申请');
  return opening;
}

function readOpening(row: OpeningRow & { readonly asked_roles: Opening['askedBy']['roles'] }): Opening {
  return {
    askedBy: { id: row.asked_by, name: row.asked_by_name, roles: row.asked_roles },
    agreedBy: row.agreed_by,
    refused: row.refused_at !== null,
    expiresAt: row.expires_at,
  };
}

/** Whose identity it is stays out of the event: only that somebody asked, agreed, refused, looked. */
async function record(
  { tx, deps, actor }: Context,
  clue: StoredClue,
  opening: string,
  did: 'ask' | 'agree' | 'refuse' | 'view',
  more: { readonly paper?: string } = {},
): Promise<void> {
  await recordEvent(tx, {
    county: clue.county,
    region: clue.region,
    actor,
    act: 'clue.identity',
    subject: { type: 'clue', id: clue.id },
    payload: { did, opening, ...more },
    at: deps.clock.now(),
  });
}

async function settleAsked({ tx, deps }: Context, clue: StoredClue): Promise<void> {
  await settleClue(
    tx,
    deps,
    clue,
    ['inspector', 'leader', 'county-admin'].map((role) => `clue-identity-${role}`),
  );
}

function told(refusal: OpeningRefusal): Problem {
  switch (refusal) {
    case 'same-person':
      return conflict('same-person', '申请是您提出的，须由另一人同意。同一个人换角色、换账号也不行。');
    case 'no-inspector':
      return conflict('no-inspector', '申请人和同意人中至少要有一名纪检监察人员。请由纪检监察人员同意。');
    case 'decided-already':
      return conflict('decided-already', '这份申请已经有人同意或不同意，不能再改。需要时请重新申请。');
    case 'expired':
      return conflict('expired', `开启已超过 ${OPENING_MINUTES} 分钟，自动关闭。需要再看，请重新申请。`);
    case 'not-open':
      return conflict('not-open', '还没有另一人同意，不能查看。');
    case 'not-yours':
      return forbidden('只有申请人和同意人两人可以查看。');
  }
}

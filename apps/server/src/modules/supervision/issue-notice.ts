import { reportTitle } from '@anju/domain';
import type { Actor } from '../../platform/actor.ts';
import type { Deps } from '../../platform/deps.ts';
import { recordEvent } from '../../platform/events.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { nextSerial } from '../../platform/postgres/serial-store.ts';
import { findOrganisation } from '../organisations/index.ts';
import { askForAnswer } from './ask-for-answer.ts';
import { type CaseRow, readCase } from './case-store.ts';
import { lockLateReport, lockNoticesOf } from './late-report-store.ts';
import { insertNotice, insertNoticeNote } from './notice-store.ts';

export type NoticeSubject =
  | { readonly kind: CaseRow['kind']; readonly id: string }
  | { readonly kind: 'report'; readonly id: string };

export type IssueRefusal =
  | 'no-case'
  | 'no-organisation'
  | 'not-late'
  | 'noticed-already'
  | 'other-county'
  | 'accused-office'
  | 'clue-not-theirs'
  | 'due-in-past';

export type IssueResult =
  | { readonly status: 'done'; readonly id: string; readonly number: string }
  | { readonly status: 'refused'; readonly reason: IssueRefusal };

interface IssueContext {
  readonly tx: Tx;
  readonly deps: Deps;
  readonly actor: Actor;
}

interface Office {
  readonly county: string;
  readonly code: string;
}

const refused = (reason: IssueRefusal): IssueResult => ({ status: 'refused', reason });

/** Sends a notice (督办) to an office about a problem, a clue or a report that is late. */
export async function issueNotice(
  context: IssueContext,
  input: {
    readonly organisation: string;
    readonly subject: NoticeSubject;
    readonly demand: string;
    readonly dueOn: string;
  },
): Promise<IssueResult> {
  const { tx, deps, actor } = context;
  const today = deps.clock.today();
  if (input.dueOn < today) return refused('due-in-past');
  const organisation = await findOrganisation(tx, input.organisation);
  if (organisation === null || !organisation.active || organisation.code.length < 6)
    return refused('no-organisation');
  const read = await readSubject(context, input.subject, organisation);
  if (typeof read === 'string') return refused(read);
  const { fromClue, ...subject } = read;
  const { county } = organisation;
  const id = deps.ids();
  const at = deps.clock.now();
  const number = await numberOf(tx, actor, today);
  const issuer = await findOrganisation(tx, actor.organisation);
  const region = organisation.code.padEnd(12, '0');
  await insertNotice(tx, {
    ...subject,
    county,
    id,
    region,
    number,
    organisation: organisation.code,
    organisationName: organisation.name,
    demand: input.demand,
    issuedOn: today,
    dueOn: input.dueOn,
    issuer: actor.organisation,
    issuerName: issuer?.name ?? '',
    by: actor,
    at,
  });
  await insertNoticeNote(tx, {
    county,
    id: deps.ids(),
    noticeId: id,
    region,
    act: 'issue',
    text: input.demand,
    byName: actor.name,
    at,
  });
  await recordEvent(tx, {
    county,
    region,
    actor,
    act: 'supervision.issue',
    subject: { type: 'supervision', id },
    payload: {
      did: 'issue',
      number,
      organisation: organisation.code,
      problem: subject.problemId,
      clue: subject.clueId,
      report: subject.reportId,
      dueOn: input.dueOn,
    },
    at,
  });
  await askForAnswer(
    tx,
    deps,
    { county, id, organisation: organisation.code, dueOn: input.dueOn, fromClue },
    `督办待回复：${number}`,
  );
  return { status: 'done', id, number };
}

interface Subject {
  readonly campaignId: string;
  readonly problemId: string | null;
  readonly clueId: string | null;
  readonly reportId: string | null;
  readonly reportKey: string | null;
  /** The clue it is about, or the one that its problem came from: whom that is kept from, hears nothing. */
  readonly fromClue: string | null;
}

async function readSubject(
  context: IssueContext,
  subject: NoticeSubject,
  organisation: Office,
): Promise<Subject | IssueRefusal> {
  const { tx, actor } = context;
  if (subject.kind === 'report') return await readLateReport(context, subject.id, organisation);
  const of = await readCase(tx, actor, { kind: subject.kind, id: subject.id });
  if (of === null) return 'no-case';
  if (of.county !== organisation.county) return 'other-county';
  // Who is accused must not learn of it, and who can't see the clue must not learn of it by a notice.
  if (of.accused_organisation !== null && organisation.code.startsWith(of.accused_organisation))
    return 'accused-office';
  if (of.kind === 'clue' && !of.region.startsWith(organisation.code)) return 'clue-not-theirs';
  return {
    campaignId: of.campaign_id,
    problemId: of.kind === 'problem' ? of.id : null,
    clueId: of.kind === 'clue' ? of.id : null,
    reportId: null,
    reportKey: null,
    fromClue: of.clue_id,
  };
}

/** A late report is asked of the county's own office, by one notice at a time. */
async function readLateReport(
  { tx, deps, actor }: IssueContext,
  id: string,
  organisation: Office,
): Promise<Subject | IssueRefusal> {
  const report = await lockLateReport(tx, { scope: actor.scope, id, today: deps.clock.today() });
  if (report === null) return 'not-late';
  if (organisation.code !== report.county) return 'other-county';
  if ((await lockNoticesOf(tx, report)).length > 0) return 'noticed-already';
  return {
    campaignId: report.campaign_id,
    problemId: null,
    clueId: null,
    reportId: report.id,
    reportKey: reportTitle(report),
    fromClue: null,
  };
}

/** 督〔2026〕3号; the level above a county numbers its own. */
async function numberOf(tx: Tx, actor: Actor, today: string): Promise<string> {
  const year = Number(today.slice(0, 4));
  const serial = await nextSerial(tx, actor.county, 'supervision', year);
  return `${actor.scope.length < 6 ? '上督' : '督'}〔${year}〕${serial}号`;
}

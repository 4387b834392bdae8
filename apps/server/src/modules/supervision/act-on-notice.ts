import {
  decideSupervisionAct,
  type SupervisionAct,
  type SupervisionRefusal,
  type SupervisionState,
} from '@anju/domain';
import type { Actor } from '../../platform/actor.ts';
import type { Deps } from '../../platform/deps.ts';
import { recordEvent } from '../../platform/events.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { notify, settleNotices } from '../inbox/index.ts';
import { attachPapers } from '../papers/index.ts';
import { askForAnswer } from './ask-for-answer.ts';
import { answeredKey, answeredKeys, askedKeys } from './inbox-keys.ts';
import { insertNoticeNote, lockNotice, type NoticeRow, updateNotice } from './notice-store.ts';
import { supervisionFacts } from './present-notice.ts';

export type NoticeActResult =
  | { readonly status: 'done'; readonly version: number; readonly state: SupervisionState }
  | {
      readonly status: 'refused';
      readonly reason: SupervisionRefusal | 'not-found' | 'papers-not-yours' | 'due-in-past';
    }
  | { readonly status: 'refused'; readonly reason: 'changed-meanwhile'; readonly by: string | null };

export interface NoticeContext {
  readonly tx: Tx;
  readonly deps: Deps;
  readonly actor: Actor;
  readonly id: string;
  readonly version: number;
}

interface Act {
  readonly act: SupervisionAct;
  readonly text: string;
  readonly paperIds?: readonly string[];
  readonly change: (today: string) => Parameters<typeof updateNotice>[2];
  readonly after: (notice: NoticeRow) => Promise<void>;
}

/** Lock → decide in the domain → write the change, its note and its event together. */
async function perform(context: NoticeContext, act: Act): Promise<NoticeActResult> {
  const { tx, deps, actor } = context;
  const notice = await lockNotice(tx, actor, context.id);
  if (notice === null) return { status: 'refused', reason: 'not-found' };
  if (notice.version !== context.version) {
    return { status: 'refused', reason: 'changed-meanwhile', by: notice.changed_by_name };
  }
  const facts = supervisionFacts(notice);
  const line = decideSupervisionAct(facts, act.act, actor);
  if (typeof line === 'string') return { status: 'refused', reason: line };
  const at = deps.clock.now();
  const noteId = deps.ids();
  const papers = act.paperIds ?? [];
  const subject = { type: 'supervision', id: notice.id };
  const attached = await attachPapers(tx, papers, { subject, noteId, region: notice.region }, actor.id);
  if (attached !== papers.length) return { status: 'refused', reason: 'papers-not-yours' };
  const { county, region } = notice;
  await insertNoticeNote(tx, {
    county,
    id: noteId,
    noticeId: notice.id,
    region,
    act: act.act,
    text: act.text,
    byName: actor.name,
    at,
  });
  const change = { ...act.change(deps.clock.today()), state: line.to };
  await updateNotice(tx, notice.id, change, { name: actor.name, at });
  await recordEvent(tx, {
    county,
    region,
    actor,
    act: act.act === 'answer' ? 'supervision.answer' : 'supervision.issue',
    subject,
    payload: { did: act.act, number: notice.number, from: notice.state, to: line.to, papers: papers.length },
    at,
  });
  await act.after(notice);
  return { status: 'done', version: notice.version + 1, state: line.to };
}

/** What was done about it, with papers. The issuer looks at it next. */
export function answerNotice(
  context: NoticeContext,
  input: { readonly text: string; readonly paperIds: readonly string[] },
): Promise<NoticeActResult> {
  const { tx, deps, actor } = context;
  return perform(context, {
    act: 'answer',
    text: input.text,
    paperIds: input.paperIds,
    change: (on) => ({ answer: { text: input.text, on, by: actor.id, byName: actor.name } }),
    after: async (notice) => {
      await settleNotices(tx, deps, ...askedKeys(notice.id));
      await notify(tx, deps, {
        county: notice.county,
        userId: notice.issued_by,
        kind: 'todo',
        title: `督办已回复待核：${notice.number}`,
        link: `/supervision/notices/${notice.id}`,
        dueOn: null,
        key: answeredKey(notice.id),
        clueId: notice.from_clue,
      });
    },
  });
}

/** The issuer is satisfied, or asks no longer for a late report. */
export function settleNotice(
  context: NoticeContext,
  input: { readonly text: string },
): Promise<NoticeActResult> {
  const { tx, deps } = context;
  return perform(context, {
    act: 'settle',
    text: input.text === '' ? '予以办结' : input.text,
    change: (settledOn) => ({ settledOn }),
    after: (notice) => settleNotices(tx, deps, ...askedKeys(notice.id), ...answeredKeys(notice.id)),
  });
}

/** The answer is not enough: back to the office with a reason and a new day. The level it has reached stays. */
export async function returnNotice(
  context: NoticeContext,
  input: { readonly reason: string; readonly dueOn: string },
): Promise<NoticeActResult> {
  const { tx, deps } = context;
  if (input.dueOn < deps.clock.today()) return { status: 'refused', reason: 'due-in-past' };
  return await perform(context, {
    act: 'return',
    text: `${input.reason}（限 ${input.dueOn} 前重新回复）`,
    change: () => ({ dueOn: input.dueOn, escalatedOn: null }),
    after: async (notice) => {
      await settleNotices(tx, deps, ...answeredKeys(notice.id));
      const { county, id, organisation, number, from_clue: fromClue } = notice;
      const asked = { county, id, organisation, dueOn: input.dueOn, fromClue };
      await askForAnswer(tx, deps, asked, `督办回复被退回：${number}`);
    },
  });
}

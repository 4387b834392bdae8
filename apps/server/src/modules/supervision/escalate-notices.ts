import { calendarDate, escalationDue, SUPERVISION_LEVELS, type SupervisionLevel } from '@anju/domain';
import type { Deps } from '../../platform/deps.ts';
import { recordEvent } from '../../platform/events.ts';
import { eachCounty } from '../../platform/jobs/job-store.ts';
import { inScope, type Tx } from '../../platform/postgres/database.ts';
import { loadCalendar } from '../calendar/index.ts';
import { notify } from '../inbox/index.ts';
import { askForAnswer } from './ask-for-answer.ts';
import { escalatedKey } from './inbox-keys.ts';
import { insertNoticeNote, lockOverdue, type NoticeRow, updateNotice } from './notice-store.ts';

type Needs = Pick<Deps, 'db' | 'clock' | 'ids' | 'config'>;

/**
 * Raises every unanswered notice that is past its day to the level above: to the county's leader, then to the
 * prefecture; who heard of it before hears again where it was returned and passed its new day too. Each step happens
 * once, whichever process takes it. Returns how many were raised.
 */
export async function escalateNotices(deps: Needs): Promise<number> {
  let raised = 0;
  await eachCounty(deps.db, async (county) => {
    raised += await inScope(deps.db, county, async (tx) => {
      const today = deps.clock.today();
      const overdue = await lockOverdue(tx, county, today);
      if (overdue.length === 0) return 0;
      const calendar = await loadCalendar(tx, county);
      let count = 0;
      for (const notice of overdue) {
        const { level } = notice;
        const dueOn = calendarDate(notice.due_on);
        const escalatedOn = notice.escalated_on === null ? null : calendarDate(notice.escalated_on);
        const to = escalationDue({ level, dueOn, escalatedOn }, today, calendar);
        if (to === null) continue;
        await raise(tx, deps, notice, to);
        count += 1;
      }
      return count;
    });
  });
  return raised;
}

async function raise(tx: Tx, deps: Needs, notice: NoticeRow, to: SupervisionLevel): Promise<void> {
  const at = deps.clock.now();
  const { county, region, id, number } = notice;
  const reached = SUPERVISION_LEVELS[to];
  const again = to === notice.level;
  const lapses = notice.escalated_on === null ? notice.lapses + 1 : notice.lapses;
  const change = { level: to, lapses, escalatedOn: deps.clock.today() };
  await updateNotice(tx, id, change, { name: '系统', at });
  const often = lapses > 1 ? `第 ${lapses} 次` : '';
  await insertNoticeNote(tx, {
    county,
    id: deps.ids(),
    noticeId: id,
    region,
    act: again ? 'lapse-again' : 'escalate',
    text: `${often}逾期未回复，${again ? '再次报' : '提级至'}${reached}`,
    byName: '系统',
    at,
  });
  await recordEvent(tx, {
    county,
    region,
    actor: 'system',
    act: 'supervision.escalate',
    subject: { type: 'supervision', id },
    payload: { number, from: notice.level, to, lapses, dueOn: notice.due_on },
    at,
  });
  await notify(tx, deps, {
    county,
    role: to === 3 ? 'prefecture-supervisor' : 'leader',
    region: county,
    kind: 'warning',
    title: `督办${often}逾期未回复：${number}（${notice.organisation_name}）`,
    link: `/supervision/notices/${id}`,
    dueOn: notice.due_on,
    key: escalatedKey(id, to),
    clueId: notice.from_clue,
  });
  if (notice.escalated_on !== null) return;
  // Who is to answer has it before them still: now as what is late.
  const { organisation, due_on: dueOn, from_clue: fromClue } = notice;
  await askForAnswer(
    tx,
    deps,
    { county, id, organisation, dueOn, fromClue },
    `督办${often}逾期待回复：${number}`,
  );
}

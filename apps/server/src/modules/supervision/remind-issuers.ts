import { calendarDate, isLeftUnlooked, WORKING_DAYS_TO_LOOK } from '@anju/domain';
import type { Deps } from '../../platform/deps.ts';
import { eachCounty } from '../../platform/jobs/job-store.ts';
import { inScope } from '../../platform/postgres/database.ts';
import { loadCalendar } from '../calendar/index.ts';
import { notify } from '../inbox/index.ts';
import { unlookedKey } from './inbox-keys.ts';
import { insertNoticeNote, lockUnlooked, markReminded } from './notice-store.ts';

/** Reminds each issuer, once an answer, of what was answered and not looked at. Returns how many were reminded. */
export async function remindIssuers(deps: Pick<Deps, 'db' | 'clock' | 'ids' | 'config'>): Promise<number> {
  let reminded = 0;
  const today = deps.clock.today();
  await eachCounty(deps.db, async (county) => {
    reminded += await inScope(deps.db, county, async (tx) => {
      const answered = await lockUnlooked(tx, county, today);
      if (answered.length === 0) return 0;
      const calendar = await loadCalendar(tx, county);
      const left = answered.filter(
        ({ answered_on }) =>
          answered_on !== null && isLeftUnlooked(calendarDate(answered_on), today, calendar),
      );
      for (const notice of left) {
        await markReminded(tx, notice.id, today);
        await insertNoticeNote(tx, {
          county,
          id: deps.ids(),
          noticeId: notice.id,
          region: notice.region,
          act: 'remind',
          text: `回复已满 ${WORKING_DAYS_TO_LOOK} 个工作日未核，提醒${notice.issued_by_name}`,
          byName: '系统',
          at: deps.clock.now(),
        });
        await notify(tx, deps, {
          county,
          userId: notice.issued_by,
          kind: 'warning',
          title: `督办回复已满 ${WORKING_DAYS_TO_LOOK} 个工作日未核：${notice.number}`,
          link: `/supervision/notices/${notice.id}`,
          dueOn: null,
          key: unlookedKey(notice.id),
          clueId: notice.from_clue,
        });
      }
      return left.length;
    });
  });
  return reminded;
}

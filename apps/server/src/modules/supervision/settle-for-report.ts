import type { Deps } from '../../platform/deps.ts';
import { recordEvent } from '../../platform/events.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { settleNotices } from '../inbox/index.ts';
import { answeredKeys, askedKeys } from './inbox-keys.ts';
import { lockNoticesOf } from './late-report-store.ts';
import { insertNoticeNote, updateNotice } from './notice-store.ts';

/** The report that the notices asked for is with the level above: they are settled in the same transaction. */
export async function settleForReport(
  tx: Tx,
  deps: Pick<Deps, 'clock' | 'ids'>,
  report: { readonly county: string; readonly id: string },
): Promise<void> {
  const at = deps.clock.now();
  for (const { id, region, number, state } of await lockNoticesOf(tx, report)) {
    await updateNotice(tx, id, { state: 'settled', settledOn: deps.clock.today() }, { name: '系统', at });
    await insertNoticeNote(tx, {
      county: report.county,
      id: deps.ids(),
      noticeId: id,
      region,
      act: 'settle',
      text: '报表已上报，督办随之办结',
      byName: '系统',
      at,
    });
    await recordEvent(tx, {
      county: report.county,
      region,
      actor: 'system',
      act: 'supervision.settle',
      subject: { type: 'supervision', id },
      payload: { number, from: state, report: report.id },
      at,
    });
    await settleNotices(tx, deps, ...askedKeys(id), ...answeredKeys(id));
  }
}

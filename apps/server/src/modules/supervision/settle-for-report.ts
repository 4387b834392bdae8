import type { Deps } from '../../platform/deps.ts';
import { recordEvent } from '../../platform/events.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { settleNotices } from '../inbox/index.ts';
import { answeredKeys, askedKeys } from './inbox-keys.ts';
import { lockNoticesOf, unlinkReport } from './late-report-store.ts';
import { insertNoticeNote, updateNotice } from './notice-store.ts';

type SettleDeps = Pick<Deps, 'clock' | 'ids'>;
type ReportKey = { readonly county: string; readonly id: string };

/** The report that the notices asked for is with the level above: they are settled in the same transaction. */
export const settleForReport = (tx: Tx, deps: SettleDeps, report: ReportKey): Promise<void> =>
  settleBecause(tx, deps, report, '报表已上报，督办随之办结');

/** The report is no longer asked for and is about to go: its notices are settled, and keep its name alone. */
export async function releaseReport(tx: Tx, deps: SettleDeps, report: ReportKey): Promise<void> {
  await settleBecause(tx, deps, report, '方案修改后不再要报这张报表，督办随之办结');
  await unlinkReport(tx, report);
}

async function settleBecause(tx: Tx, deps: SettleDeps, report: ReportKey, text: string): Promise<void> {
  const at = deps.clock.now();
  for (const { id, region, number, state } of await lockNoticesOf(tx, report)) {
    await updateNotice(tx, id, { state: 'settled', settledOn: deps.clock.today() }, { name: '系统', at });
    await insertNoticeNote(tx, {
      county: report.county,
      id: deps.ids(),
      noticeId: id,
      region,
      act: 'settle',
      text,
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

import {
  type Action,
  decideReportAct,
  isOfficialForm,
  type ReportAct,
  type ReportRefusal,
  type ReportState,
} from '@anju/domain';
import type { Actor } from '../../platform/actor.ts';
import type { Deps } from '../../platform/deps.ts';
import { recordEvent } from '../../platform/events.ts';
import type { Json } from '../../platform/json.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { settleForReport } from '../supervision/index.ts';
import { assembleReport } from './assemble-report.ts';
import type { AssembledReport } from './assembled-report.ts';
import { barredIn } from './barred.ts';
import { openFaults } from './check-report.ts';
import { settle, settleMoved, tellInspectors, tellOfficers } from './due/report-notices.ts';
import { type RunningPeriod, runningPeriod } from './due/running-period.ts';
import { freezeReport, freezeSummary, NO_FORM } from './freeze-report.ts';
import type { ReportFault } from './frozen-form.ts';
import { factsOf, lockReport, type ReportChange, type ReportRow, updateReport } from './report-store.ts';
import { movedParts } from './roll-up/moved-parts.ts';
import { copiesToInspectors } from './stage/prepare-stage.ts';
import { insertReportNote, insertVersion } from './version-store.ts';

export type ReportRefused = { readonly status: 'refused' } & (
  | { readonly reason: ReportRefusal | 'not-found' | 'no-form' | 'no-figures' | 'barred' }
  | ({ readonly reason: 'period-runs' } & RunningPeriod)
  | { readonly reason: 'changed-meanwhile'; readonly by: string | null }
  | { readonly reason: 'locked'; readonly by: string; readonly at: Date }
  | { readonly reason: 'open-faults'; readonly faults: readonly ReportFault[] }
  | { readonly reason: 'parts-moved'; readonly counties: readonly string[] }
  | { readonly reason: 'invalid'; readonly path: string; readonly message: string }
);

export type ReportActResult =
  | { readonly status: 'done'; readonly version: number; readonly state: ReportState }
  | ReportRefused;

/** Who acts on which report, having seen which version of it. */
export interface ReportContext {
  readonly tx: Tx;
  readonly deps: Deps;
  readonly actor: Actor;
  readonly id: string;
  readonly version: number;
}

/** A report under lock, with the line of the lifecycle that allows the act. */
export interface HeldReport {
  readonly row: ReportRow;
  readonly to: ReportState;
  /** Null for a summary in words. */
  readonly report: AssembledReport | null;
}

/** What is written; `said` stands in the note where the act's own `note` does not say all. */
type SaidChange = ReportChange & { readonly said?: string };

interface Act {
  readonly act: ReportAct;
  readonly permission: Action;
  readonly note: string;
  readonly change: (held: HeldReport) => Promise<SaidChange | ReportRefused>;
  readonly payload?: { readonly [key: string]: Json };
  readonly after?: (held: HeldReport, done: ReportChange) => Promise<void>;
}

/** Lock → decide in the domain → write the change, its note and its event together. */
export async function performOnReport(context: ReportContext, act: Act): Promise<ReportActResult> {
  const { tx, deps, actor } = context;
  const row = await lockReport(tx, actor.scope, context.id);
  if (row === null) return { status: 'refused', reason: 'not-found' };
  if (row.state === 'locked' && act.act !== 'unlock' && act.act !== 'attach') {
    const [by, at] = [row.locked_by_name ?? '', row.locked_at ?? deps.clock.now()];
    return { status: 'refused', reason: 'locked', by, at };
  }
  if (row.version !== context.version)
    return { status: 'refused', reason: 'changed-meanwhile', by: row.changed_by_name };
  const line = decideReportAct(factsOf(row), act.act, actor);
  if (typeof line === 'string') return { status: 'refused', reason: line };
  const report = await assembleReport(tx, deps, row);
  if (report === null && isOfficialForm(row.form)) return { status: 'refused', reason: 'no-form' };
  if ((await barredIn(tx, row, report, actor)) > 0) return { status: 'refused', reason: 'barred' };
  const running = runningPeriod(report, deps.clock.today());
  if (running !== null && (act.act === 'approve' || act.act === 'accept-file'))
    return { status: 'refused', reason: 'period-runs', ...running };
  const faults = openFaults(report?.faults ?? []);
  if (act.act === 'approve' && faults.length > 0) return { status: 'refused', reason: 'open-faults', faults };
  const held: HeldReport = { row, to: line.to, report };
  const changed = await act.change(held);
  if ('status' in changed) return changed;
  const { said = act.note, ...change } = changed;
  if (change.approved !== undefined) await settleMoved(tx, deps, row);
  const at = deps.clock.now();
  await updateReport(tx, row, { state: line.to, ...change }, { name: actor.name, at });
  await insertReportNote(tx, {
    county: row.county,
    id: deps.ids(),
    reportId: row.id,
    act: act.act,
    text: said,
    byId: actor.id,
    byName: actor.name,
    at,
  });
  await recordEvent(tx, {
    county: row.county,
    actor,
    act: act.permission,
    subject: { type: 'report', id: row.id },
    payload: {
      did: act.act,
      form: row.form,
      period: row.period,
      campaign: row.campaign_id,
      from: row.state,
      to: line.to,
      ...act.payload,
    },
    at,
  });
  await act.after?.(held, change);
  return { status: 'done', version: row.version + 1, state: line.to };
}

/** The responsible leader signs: from here on the form is what was signed, whatever the records say. */
export function approveReport(context: ReportContext, remark: string): Promise<ReportActResult> {
  const { tx, deps, actor } = context;
  return performOnReport(context, {
    act: 'approve',
    permission: 'report.approve',
    note: remark,
    change: async ({ report, row }) => {
      if (report === null && row.typed.stage === undefined)
        return { status: 'refused', reason: 'no-figures' };
      const signed =
        report === null || report.basis === 'file' ? report : await withLeader(context, report, row);
      return {
        ...(report === null ? {} : { keeps: report.period }),
        approved: {
          by: actor.id,
          byName: actor.name,
          frozen: signed === null ? freezeSummary(row) : await freezeReport(signed),
        },
      };
    },
    after: async ({ row }) => {
      await settle(tx, deps, row, 'approve');
      await tellOfficers(tx, deps, row, 'submit', '已审签，可以上报');
    },
  });
}

/** The form with the signing leader's name in its line, unless another one is typed there. */
async function withLeader(
  { tx, deps, actor }: ReportContext,
  report: AssembledReport,
  row: ReportRow,
): Promise<AssembledReport> {
  const signed = { ...row, approved_by_name: actor.name };
  return (await assembleReport(tx, deps, signed)) ?? report;
}

/** Back to the desk: by the leader who does not sign, or by the officer who found something after the signature. */
export function sendBackReport(context: ReportContext, reason: string): Promise<ReportActResult> {
  const { tx, deps } = context;
  return performOnReport(context, {
    act: 'send-back',
    permission: 'report.approve',
    note: reason,
    change: async () => ({ approved: null, filled: null }),
    after: async ({ row }) => {
      await settle(tx, deps, row, 'approve', 'submit');
      await tellOfficers(tx, deps, row, 'fix', '报表退回修改');
    },
  });
}

/** Sends what the leader signed to the level above, as the next numbered version. */
export function submitReport(context: ReportContext): Promise<ReportActResult> {
  const { tx, deps, actor } = context;
  return performOnReport(context, {
    act: 'submit',
    permission: 'report.fill',
    note: '',
    change: async ({ row }) => {
      const moved = await movedParts(tx, row);
      if (moved.length > 0) return { status: 'refused', reason: 'parts-moved', counties: moved };
      await insertVersion(tx, {
        county: row.county,
        reportId: row.id,
        origin: row.received === null ? 'computed' : 'file',
        frozen: row.approved ?? NO_FORM,
        file: row.received_file,
        byName: actor.name,
        at: deps.clock.now(),
      });
      return { submittedByName: actor.name, remarks: '' };
    },
    after: async ({ row }) => {
      await settle(tx, deps, row, 'due', 'late', 'late-leader', 'submit', 'fix', 'returned', 'chase', 'copy');
      await settleForReport(tx, deps, row);
      if (copiesToInspectors(row.typed.stage)) await tellInspectors(tx, deps, row);
    },
  });
}

/** The level above sends it back with what is to be mended. */
export function returnReport(context: ReportContext, remarks: string): Promise<ReportActResult> {
  const { tx, deps } = context;
  return performOnReport(context, {
    act: 'return',
    permission: 'report.review',
    note: remarks,
    change: async () => ({ approved: null, filled: null, remarks }),
    after: async ({ row }) => {
      await settle(tx, deps, row, 'review');
      await tellOfficers(tx, deps, row, 'returned', '报表被上级退回');
    },
  });
}

export function lockReportFor(context: ReportContext): Promise<ReportActResult> {
  const { tx, deps, actor } = context;
  return performOnReport(context, {
    act: 'lock',
    permission: 'report.review',
    note: '',
    change: async () => ({ lockedByName: actor.name }),
    after: ({ row }) => settle(tx, deps, row, 'review'),
  });
}

/** Nobody above can return it here, but may have on paper; or a county has sent again. The leader says why. */
export function recallReport(context: ReportContext, reason: string): Promise<ReportActResult> {
  const { tx, deps } = context;
  return performOnReport(context, {
    act: 'recall',
    permission: 'report.approve',
    note: reason,
    change: async () => ({ approved: null, filled: null, remarks: reason }),
    after: ({ row }) => tellOfficers(tx, deps, row, 'returned', '报表已收回，请重报'),
  });
}

export function unlockReport(context: ReportContext, reason: string): Promise<ReportActResult> {
  const { tx, deps } = context;
  return performOnReport(context, {
    act: 'unlock',
    permission: 'report.review',
    note: reason,
    change: async () => ({ lockedByName: null, approved: null, filled: null, remarks: reason }),
    after: ({ row }) => tellOfficers(tx, deps, row, 'returned', '报表已解除锁定，请重报'),
  });
}

import type { Fault } from '@anju/official-forms';
import type { Json } from '../../platform/json.ts';
import { invalidInput, Problem } from '../../platform/problem.ts';
import { settleForReport } from '../supervision/index.ts';
import {
  askForApproval,
  performOnReport,
  type ReportActResult,
  type ReportContext,
} from './act-on-report.ts';
import { type AssembledReport, faultsOfFile } from './assemble-report.ts';
import { openFaults, reportFaults } from './check-report.ts';
import { type CellDifference, leafDifferences } from './compare-forms.ts';
import { computeReport } from './compute-report.ts';
import { contentKeys } from './content-keys.ts';
import { type AnyForm, asPrinted } from './form-of.ts';
import { freezeReport } from './freeze-report.ts';
import { settle } from './report-notices.ts';
import type { ReportFault } from './report-store.ts';
import { insertVersion } from './version-store.ts';

/** A form has a few hundred rows; what is larger is another file. */
export const MOST_FORM_BYTES = 8 * 1_048_576;

export interface ReceivedFile {
  readonly sha256: string;
  readonly name: string;
  readonly data: Json;
  readonly bytes: Uint8Array;
}

/** A form filled elsewhere, read back. Throws Problem form-unreadable naming each cell and what to do. */
export async function readForm(form: AnyForm, bytes: Uint8Array): Promise<Json> {
  // The list of contacts holds full telephones: they are registered with the campaign, under their key.
  if (form.code === 'F6') throw invalidInput('联络人名单含手机号，请在专项整治里登记联络人，不从表格读入。');
  const reading = await form.read(bytes);
  if (!reading.ok) throw unreadable(reading.error);
  return reading.value;
}

function unreadable(faults: readonly Fault[]): Problem {
  const [first] = faults;
  return new Problem({
    status: 422,
    code: 'form-unreadable',
    title: '表格读不进来',
    detail: `表格有 ${faults.length} 处读不进来，什么也没有存。${first === undefined ? '' : `第一处：${first.cell ?? ''} ${first.message}`}`,
    errors: faults.map((fault) => ({ path: fault.cell ?? fault.path ?? '', message: fault.message })),
  });
}

/** What a file would say beside the records, before anybody accepts it. */
export interface FileComparison {
  readonly faults: readonly ReportFault[];
  readonly differences: readonly CellDifference[];
}

export async function compareFile(
  context: Pick<ReportContext, 'tx' | 'deps'>,
  report: AssembledReport,
  received: Pick<ReceivedFile, 'data' | 'bytes'>,
): Promise<FileComparison> {
  const computed = await computeReport(context.tx, context.deps, report);
  // With the file's own cells, changed merges among them.
  const own = await report.form.inspect(received.bytes, report.options);
  const faults = [
    ...own,
    ...(await faultsOfFile(context.tx, context.deps, report, received.data, computed.data)),
  ];
  const keyed = (data: Json) => ({ data, rowKeys: contentKeys(report.code, data) });
  return {
    faults: reportFaults(faults, {}, report.row.explanations),
    differences: leafDifferences(
      report.form,
      keyed(asPrinted(report.form, computed.data, report.options)),
      keyed(received.data),
      report.options.wanDecimals ?? 4,
    ),
  };
}

/** The county's own officer uses the file instead of the computed view; the leader signs it as any other. */
export async function useFile(context: ReportContext, received: ReceivedFile): Promise<ReportActResult> {
  const { actor } = context;
  const result = await performOnReport(context, {
    act: 'fill',
    permission: 'report.read-file',
    note: received.name,
    payload: { filled: 'file', file: received.sha256 },
    change: async () => ({
      filled: { by: actor.id, byName: actor.name },
      approved: null,
      received: { data: received.data, file: received.sha256, name: received.name },
    }),
  });
  if (result.status === 'done') await askForApproval(context);
  return result;
}

/** The level above reads a county's file in: it counts as sent, with its file kept. */
export function acceptFile(context: ReportContext, received: ReceivedFile): Promise<ReportActResult> {
  const { tx, deps, actor } = context;
  return performOnReport(context, {
    act: 'accept-file',
    permission: 'report.read-file',
    note: received.name,
    payload: { file: received.sha256 },
    change: async ({ row, report }) => {
      if (report === null) return { status: 'refused', reason: 'no-form' };
      const { faults } = await compareFile(context, report, received);
      const open = openFaults(faults);
      if (open.length > 0) return { status: 'refused', reason: 'open-faults', faults: open };
      await insertVersion(tx, {
        county: row.county,
        reportId: row.id,
        origin: 'file',
        frozen: await freezeReport({
          ...report,
          data: received.data,
          rowKeys: {},
          sources: { has: () => false, of: async () => [], paths: [] },
          corrections: [],
          faults,
        }),
        file: received.sha256,
        byName: actor.name,
        at: deps.clock.now(),
      });
      return {
        approved: null,
        submittedByName: actor.name,
        received: { data: received.data, file: received.sha256, name: received.name },
        remarks: '',
      };
    },
    after: async ({ row }) => {
      await settle(
        tx,
        deps,
        row,
        'due',
        'late',
        'late-leader',
        'approve',
        'submit',
        'fix',
        'returned',
        'chase',
      );
      await settleForReport(tx, deps, row);
    },
  });
}

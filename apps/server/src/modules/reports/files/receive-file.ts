import { type Fault, FORMS, faultLine, MONEY_PLACES } from '@anju/official-forms';
import type { Json } from '../../../platform/json.ts';
import { Problem } from '../../../platform/problem.ts';
import { keepContacts } from '../../campaigns/index.ts';
import { settleForReport } from '../../supervision/index.ts';
import { performOnReport, type ReportActResult, type ReportContext } from '../act-on-report.ts';
import type { AssembledReport } from '../assembled-report.ts';
import { openFaults, reportFaults } from '../check-report.ts';
import { type CellDifference, leafDifferences } from '../compare-forms.ts';
import { computeReport } from '../compute-report.ts';
import { settleReceived } from '../due/report-notices.ts';
import { faultsOfFile } from '../faults-between.ts';
import { askAfter } from '../fill-report.ts';
import { asMeant } from '../form-of.ts';
import { NO_SOURCES } from '../forms/listed-sources.ts';
import { freezeReport } from '../freeze-report.ts';
import type { ReportFault } from '../frozen-form.ts';
import { maskPhones } from '../phones.ts';
import { toldInFile } from '../tellings.ts';
import { insertVersion } from '../version-store.ts';
import { contentKeys } from './content-keys.ts';

/** A form has a few hundred rows; what is larger is another file. */
export const MOST_FORM_BYTES = 8 * 1_048_576;

/** On F1 the day of filling takes the preprinted year's place: a file says no year, and no other one either. */
const NOT_PRINTED = 'header.year';

/** As many as a county's list has places. */
const MOST_CONTACTS = 4;

export interface ReceivedFile {
  /** The file as it is kept; null for form F6, whose telephones are nowhere kept in the open. */
  readonly sha256: string | null;
  readonly name: string;
  readonly data: Json;
  readonly bytes: Uint8Array;
}

/**
 * A form filled elsewhere, read back by its campaign's habit. Throws Problem form-unreadable naming the file, each cell
 * and what to do.
 */
export async function readForm(
  { form, options }: Pick<AssembledReport, 'form' | 'options'>,
  { name, bytes }: Pick<ReceivedFile, 'name' | 'bytes'>,
): Promise<Json> {
  const reading = await form.read(bytes);
  if (!reading.ok) throw unreadable(name, reading.error);
  return asMeant(form, reading.value, options);
}

function unreadable(name: string, faults: readonly Fault[]): Problem {
  const other = faults.find(({ code }) => code === 'other-form');
  return new Problem({
    status: 422,
    code: 'form-unreadable',
    title: '表格读不进来',
    detail: `“${name}”${other === undefined ? `有 ${faults.length} 处读不进来，` : `读不进来：${other.message}`}什么也没有存。`,
    // That it is another form says it all.
    errors:
      other === undefined
        ? faults.map((fault) => ({ path: fault.cell ?? fault.path ?? '', message: faultLine(fault) }))
        : [],
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
  const keyed = (full: Json) => {
    const data = maskPhones(full);
    return { data, rowKeys: contentKeys(report.code, data) };
  };
  return {
    faults: reportFaults(faults, {}, report.row.explanations),
    differences: leafDifferences(
      report.form,
      keyed(computed.data),
      keyed(received.data),
      report.options.wanDecimals ?? MONEY_PLACES,
    ).filter(({ key, after }) => !(key === NOT_PRINTED && after === null)),
  };
}

/** What is kept of a file with the report; nothing of form F6, whose people are put on the campaign's own list. */
const keptOf = ({ sha256, name, data }: ReceivedFile) =>
  sha256 === null ? null : { data, file: sha256, name };

/** Puts the people of a form F6 on the county's list, their numbers sealed; why not, or null. */
async function takeContacts(
  { tx, deps, actor }: ReportContext,
  { code, row }: AssembledReport,
  data: Json,
): Promise<{ status: 'refused'; reason: 'invalid'; path: string; message: string } | null> {
  if (code !== 'F6') return null;
  const form = FORMS.F6.parse(data);
  const contacts = form.ok
    ? form.value.contacts.map(({ region, ...contact }) => ({ ...contact, regionName: region }))
    : [];
  if (contacts.length === 0 || contacts.length > MOST_CONTACTS)
    return refusedContacts(`联络人应为 1 至 ${MOST_CONTACTS} 名，请改好表格再读入。`);
  const of = { county: row.county, campaign: row.campaign_id };
  const kept = await keepContacts({ tx, deps, actor }, of, contacts);
  return kept.status === 'done' ? null : refusedContacts('这个县市没有参加这项专项整治。');
}

const refusedContacts = (message: string) =>
  ({ status: 'refused', reason: 'invalid', path: 'contacts', message }) as const;

/** The county's own officer uses the file instead of the computed view; the leader signs it as any other. */
export async function useFile(context: ReportContext, received: ReceivedFile): Promise<ReportActResult> {
  const { actor } = context;
  const result = await performOnReport(context, {
    act: 'fill',
    permission: 'report.read-file',
    note: received.name,
    payload: { filled: 'file', file: received.sha256 },
    change: async ({ report }) => {
      const refused = report === null ? null : await takeContacts(context, report, received.data);
      if (refused !== null) return refused;
      return {
        filled: { by: actor.id, byName: actor.name },
        approved: null,
        received: keptOf(received),
      };
    },
  });
  if (result.status === 'done') await askAfter(context);
  return result;
}

/** What the county said of its file's faults to whoever reads it in. */
export interface ToldReasons {
  /** By the faults' keys. */
  readonly reasons: Readonly<Record<string, string>>;
  /** Who of the county said so. */
  readonly toldBy: string;
}

/** The faults with the county's reasons, written down by whoever was told. */
function explained(
  faults: readonly ReportFault[],
  { reasons, toldBy }: ToldReasons,
  by: { readonly name: string; readonly at: string },
): readonly ReportFault[] {
  return faults.map((fault) => {
    const reason = reasons[fault.key];
    if (!fault.explainable || reason === undefined) return fault;
    const { message } = fault;
    return {
      ...fault,
      explanation: { message, reason: `${reason}（${toldBy}说明）`, byName: by.name, at: by.at },
    };
  });
}

/**
 * The level above reads a county's file in: it counts as sent, with its file kept. A county without the system can't
 * explain a fault itself: its reason is written down for it.
 */
export function acceptFile(
  context: ReportContext,
  received: ReceivedFile,
  told: ToldReasons,
): Promise<ReportActResult> {
  const { tx, deps, actor } = context;
  return performOnReport(context, {
    act: 'accept-file',
    permission: 'report.read-file',
    note: received.name,
    payload: { file: received.sha256 },
    change: async ({ row, report }) => {
      if (report === null) return { status: 'refused', reason: 'no-form' };
      if (Object.keys(told.reasons).length > 0 && told.toldBy === '')
        return {
          status: 'refused',
          reason: 'invalid',
          path: 'toldBy',
          message: '请写明原因是县里谁说明的。',
        };
      const compared = await compareFile(context, report, received);
      const by = { name: actor.name, at: deps.clock.now().toISOString() };
      const faults = explained(compared.faults, told, by);
      const open = openFaults(faults);
      if (open.length > 0) return { status: 'refused', reason: 'open-faults', faults: open };
      const refused = await takeContacts(context, report, received.data);
      if (refused !== null) return refused;
      await insertVersion(tx, {
        county: row.county,
        reportId: row.id,
        origin: 'file',
        frozen: await freezeReport({
          ...report,
          data: maskPhones(received.data),
          rowKeys: {},
          sources: NO_SOURCES,
          corrections: [],
          faults,
          told: toldInFile(row.county),
        }),
        file: received.sha256,
        byName: actor.name,
        at: deps.clock.now(),
      });
      return {
        keeps: report.period,
        approved: null,
        submittedByName: actor.name,
        received: keptOf(received),
        remarks: '',
      };
    },
    after: async ({ row }) => {
      await settleReceived(tx, deps, row);
      await settleForReport(tx, deps, row);
    },
  });
}

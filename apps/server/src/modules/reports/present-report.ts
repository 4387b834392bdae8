import {
  allowedReportActs,
  type CalendarDate,
  type CampaignFormCode,
  isPrefecture,
  isReportAct,
  periodLabel,
  REPORT_ACTS,
  REPORT_NAMES,
  REPORT_STATES,
  type ReportActor,
  SUPERVISION_STATES,
} from '@anju/domain';
import { z } from 'zod';
import type { AssembledReport } from './assembled-report.ts';
import { openFaults } from './check-report.ts';
import { isLate, STANDINGS, standingOf } from './due/report-matrix.ts';
import { runningPeriod } from './due/running-period.ts';
import type { VersionPaper } from './files/paper-store.ts';
import { asPrinted } from './form-of.ts';
import type { TypedTexts } from './forms/form-scope.ts';
import { factsOf, type ReportRow } from './report-store.ts';
import type { ReportNote, ReportVersion } from './version-store.ts';

export const FORM = z.enum(['F1', 'F2', 'F3', 'F4', 'F5', 'F6', 'stage', 'final']);
export const FORM_CODE = z.enum(['F1', 'F2', 'F3', 'F4', 'F5', 'F6']);
const STATE = z.enum(['draft', 'approved', 'submitted', 'returned', 'locked']);
export const STANDING = z.enum([
  'pending',
  'late',
  'approved',
  'reported',
  'reported-late',
  'returned',
  'returned-late',
  'locked',
]);
const SCALAR = z.union([z.string(), z.number(), z.null()]);

export const REPORT_ITEM = z.object({
  id: z.uuid(),
  county: z.string(),
  countyName: z.string(),
  campaignId: z.uuid(),
  form: FORM,
  formName: z.string(),
  period: z.string(),
  periodLabel: z.string(),
  state: STATE,
  stateLabel: z.string(),
  standing: STANDING,
  standingLabel: z.string(),
  /** Past its due day and not with the level above. */
  late: z.boolean(),
  dueOn: z.iso.date(),
  /** Years without a calendar notice that the due day depends on. */
  unsureYears: z.array(z.number().int()),
  filledByName: z.string().nullable(),
  approvedByName: z.string().nullable(),
  submittedAt: z.iso.datetime().nullable(),
  lockedByName: z.string().nullable(),
  lockedAt: z.iso.datetime().nullable(),
  chasedAt: z.iso.datetime().nullable(),
  /** The records said otherwise than what was signed or sent, when they were compared last, every few minutes. */
  recordsMoved: z.boolean(),
  /** The newest 督办 notice about it. */
  notice: z
    .object({ id: z.uuid(), number: z.string(), stateLabel: z.string(), open: z.boolean() })
    .nullable(),
  remarks: z.string(),
  /** Sent back by the leader or from above, and not sent to be signed since. */
  cameBack: z.boolean(),
  /** Whether the level above uses the system, so that it returns and locks here. */
  reviewedAbove: z.boolean(),
  version: z.number().int(),
});

export function presentReport(
  row: ReportRow,
  today: string,
  unsureYears: readonly number[] = [],
): z.infer<typeof REPORT_ITEM> {
  const standing = standingOf(row, today);
  return {
    id: row.id,
    county: row.county,
    countyName: row.county_name,
    campaignId: row.campaign_id,
    form: row.form,
    formName: REPORT_NAMES[row.form],
    period: row.period,
    periodLabel: periodLabel(row.period),
    state: row.state,
    stateLabel: REPORT_STATES[row.state],
    standing,
    standingLabel: STANDINGS[standing],
    late: isLate(standing),
    dueOn: row.due_on,
    unsureYears: [...unsureYears],
    filledByName: row.filled_by_name,
    approvedByName: row.approved_by_name,
    submittedAt: row.submitted_at?.toISOString() ?? null,
    lockedByName: row.locked_by_name,
    lockedAt: row.locked_at?.toISOString() ?? null,
    chasedAt: row.chased_at?.toISOString() ?? null,
    recordsMoved: row.records_moved,
    notice: noticeOf(row),
    remarks: row.remarks,
    cameBack: row.came_back,
    reviewedAbove: row.reviewed_above,
    version: row.version,
  };
}

function noticeOf(row: ReportRow): z.infer<typeof REPORT_ITEM>['notice'] {
  const { notice_id: id, notice_number: number, notice_state: state } = row;
  if (id === null || number === null || state === null) return null;
  return { id, number, stateLabel: SUPERVISION_STATES[state], open: state !== 'settled' };
}

export const FAULT = z.object({
  key: z.string(),
  code: z.string(),
  path: z.string().nullable(),
  cell: z.string().nullable(),
  message: z.string(),
  explainable: z.boolean(),
  explanation: z.object({ reason: z.string(), byName: z.string(), at: z.string() }).nullable(),
  /** The one record where it is mended, where there is one. */
  link: z.string().nullable(),
});

const CORRECTION = z.object({
  key: z.string(),
  path: z.string().nullable(),
  label: z.string(),
  value: SCALAR,
  computed: SCALAR,
  computedNow: SCALAR,
  changedSince: z.boolean(),
  money: z.boolean(),
  reason: z.string(),
  byName: z.string(),
  at: z.string(),
});

export const VIEW = z.object({
  widths: z.array(z.number()),
  rowCount: z.number().int(),
  cells: z.array(
    z.object({
      address: z.string(),
      row: z.number().int(),
      column: z.number().int(),
      rows: z.number().int(),
      columns: z.number().int(),
      value: SCALAR,
      /** As the sheet prints it. */
      text: z.string(),
      style: z.enum([
        'marker',
        'title',
        'line',
        'header',
        'text',
        'count',
        'wan',
        'label',
        'note',
        'signature',
      ]),
      align: z.enum(['left', 'center', 'right']),
      /** Where the cell's records are asked for; null where none stand behind it. */
      path: z.string().nullable(),
      corrected: z.boolean(),
    }),
  ),
});

export const VERSION_ITEM = z.object({
  no: z.number().int(),
  origin: z.enum(['computed', 'file']),
  hasFile: z.boolean(),
  byName: z.string(),
  at: z.iso.datetime(),
  /** The scans with signature and seal, and the edited text of a summary. */
  papers: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      size: z.number().int(),
      sha256: z.string(),
      byName: z.string(),
      at: z.iso.datetime(),
    }),
  ),
});

export const TYPED = z.object({
  filler: z.string().trim().max(60).optional(),
  phone: z.string().trim().max(60).optional(),
  leader: z.string().trim().max(60).optional(),
  remarks: z.string().trim().max(2000).optional(),
  obstacles: z.string().trim().max(2000).optional(),
  cases: z.array(z.uuid()).max(3).optional(),
});

export const DETAIL = REPORT_ITEM.extend({
  campaign: z.object({ id: z.uuid(), title: z.string(), scope: z.enum(['public-rental', 'rural']) }),
  /** Of a prefecture's signed form: the counties that sent again, or whose form was returned, since it was put together. */
  partsMoved: z.array(z.string()),
  /** And the counties' clues in it that somebody else counts by now; one sentence each. */
  countedTwice: z.array(z.string()),
  from: z.iso.date().nullable(),
  to: z.iso.date().nullable(),
  /** After its last day has passed, what is found, established or closed counts in it all the same. */
  countsOn: z.boolean(),
  /** While the period still runs, the first day that the form may be signed. */
  signableFrom: z.iso.date().nullable(),
  nominalDue: z.iso.date().nullable(),
  basis: z.enum(['period', 'cumulative']).nullable(),
  nothingAs: z.enum(['zero', 'blank']).nullable(),
  /** Of F4, whether clues concluded untrue count; null for the other forms. */
  untrueClues: z.enum(['counted', 'left-out']).nullable(),
  dataFrom: z.enum(['records', 'file', 'counties', 'frozen']).nullable(),
  receivedName: z.string().nullable(),
  /** Forms in it that came as a file: no records say which cases they tell of. */
  files: z.number().int(),
  typed: TYPED,
  typedFields: z.array(z.enum(['filler', 'phone', 'leader', 'remarks', 'obstacles', 'cases'])),
  cases: z.array(z.object({ id: z.uuid(), text: z.string(), chosen: z.boolean() })),
  view: VIEW.nullable(),
  /** Clues and problems on the form that the reader must not see; then there is no view. */
  barred: z.number().int(),
  corrections: z.array(CORRECTION),
  faults: z.array(FAULT),
  openFaults: z.number().int(),
  versions: z.array(VERSION_ITEM),
  notes: z.array(
    z.object({
      id: z.uuid(),
      act: z.string(),
      actLabel: z.string(),
      text: z.string(),
      byName: z.string(),
      at: z.iso.datetime(),
    }),
  ),
  allowedActs: z.array(z.string()),
});

type TypedField = keyof TypedTexts;

/** What is typed by hand on each form. */
const TYPED_FIELDS: Readonly<Record<CampaignFormCode, readonly TypedField[]>> = {
  F1: [],
  F2: ['filler', 'obstacles'],
  F3: [],
  F4: ['remarks', 'cases', 'filler', 'phone', 'leader'],
  F5: ['filler', 'phone', 'leader'],
  F6: [],
};

/** The prefecture types the signature line alone: the rest is what its counties wrote. */
export function typedFieldsOf({ code, row }: Pick<AssembledReport, 'code' | 'row'>): TypedField[] {
  const signature: readonly TypedField[] = ['filler', 'phone', 'leader'];
  return TYPED_FIELDS[code].filter((field) => !isPrefecture(row.county) || signature.includes(field));
}

/** Where the records of a cell are asked for: its value's path, or the list's where several are printed in it. */
function drillPath(paths: readonly string[]): string | null {
  const [first] = paths;
  if (first === undefined) return null;
  return paths.length === 1 ? first : first.replace(/\.\d+(?:\.[^.]+)?$/, '');
}

/** The sheet as a page shows it. */
export function presentView(report: AssembledReport): z.infer<typeof VIEW> {
  const { form, options, sources } = report;
  const view = form.view(asPrinted(form, report.data, options), options);
  const corrected = new Set(report.corrections.map(({ path }) => path));
  return {
    widths: [...view.widths],
    rowCount: view.rowCount,
    cells: view.cells.map(({ paths, ...cell }) => ({
      ...cell,
      path: drillPath(paths.filter((path) => sources.has(path))),
      corrected: paths.some((path) => corrected.has(path)),
    })),
  };
}

export function presentCorrections(report: AssembledReport): z.infer<typeof CORRECTION>[] {
  return report.corrections.map((correction) => ({
    ...correction,
    money: correction.key.endsWith('Fen'),
  }));
}

export const presentVersion = (
  version: ReportVersion,
  papers: readonly VersionPaper[],
): z.infer<typeof VERSION_ITEM> => ({
  no: version.no,
  origin: version.origin,
  hasFile: version.file_sha256 !== null,
  byName: version.by_name,
  at: version.at.toISOString(),
  papers: papers
    .filter(({ no }) => no === version.no)
    .map(({ id, name, size, sha256, by_name, at }) => ({
      id,
      name,
      size,
      sha256,
      byName: by_name,
      at: at.toISOString(),
    })),
});

/** @param quotesCases whether what is said of the form's cells may be read; it may name whom a clue is about */
export const presentNote = (note: ReportNote, quotesCases: boolean) => ({
  id: note.id,
  act: note.act,
  actLabel: isReportAct(note.act) ? REPORT_ACTS[note.act] : note.act,
  text: note.act === 'fill' && !quotesCases ? '' : note.text,
  byName: note.by_name,
  at: note.at.toISOString(),
});

/** The acts a person can take now; approval only once nothing is left to mend and the period is over. */
export function actsNow(
  row: ReportRow,
  report: AssembledReport | null,
  actor: ReportActor,
  today: CalendarDate,
): readonly string[] {
  const acts = allowedReportActs(factsOf(row), actor);
  const open = openFaults(report?.faults ?? []).length;
  return acts.filter((act) => act !== 'approve' || (open === 0 && runningPeriod(report, today) === null));
}

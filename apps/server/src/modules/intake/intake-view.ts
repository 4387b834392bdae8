import type { FieldDescription } from '@anju/domain';
import { unitsOf } from '@anju/matching';
import { z } from 'zod';
import { allowedActs, INTAKE_STATES, type IntakeState } from './intake-lifecycle.ts';
import type { Intake } from './intake-store.ts';
import { JOB_VIEW, type JobView } from './job-view.ts';
import { needsHeader } from './open-pointed.ts';
import { headOf, type PreviewColumn } from './preview.ts';

const STATE_NAMES: readonly IntakeState[] = [
  'reading',
  'needs-mapping',
  'preview',
  'loading',
  'done',
  'cancelled',
  'failed',
];
export const INTAKE_STATE = z.enum(STATE_NAMES);
export const COUNTS = z.record(z.string(), z.number()).nullable();

/** A delivered file as its page shows it. */
export const INTAKE_VIEW = z.object({
  id: z.string(),
  fileName: z.string(),
  state: INTAKE_STATE,
  stateLabel: z.string(),
  allowedActs: z.array(z.string()),
  job: JOB_VIEW.nullable(),
  format: z.string().nullable(),
  encoding: z.string().nullable(),
  sheet: z.string().nullable(),
  sheetsLeftOut: z.array(z.object({ name: z.string(), reason: z.string() })),
  headerRows: z.array(z.number()),
  /** The rows at the top of the file, in short; none where it has columns with names of their own. */
  head: z.array(z.object({ row: z.number(), text: z.string() })),
  /** No header was recognised: a person has to say which row it is, or that there is none. */
  needsHeader: z.boolean(),
  columns: z.array(
    z.object({
      index: z.number(),
      header: z.string(),
      unit: z.string().nullable(),
      field: z.string().nullable(),
      /** The unit that a person said; null where header or title says, or nobody. */
      unitGiven: z.string().nullable(),
    }),
  ),
  fields: z.array(
    z.object({
      key: z.string(),
      label: z.string(),
      required: z.boolean(),
      /** What a person may say its amounts are in. */
      units: z.array(z.string()),
      /** Kept by the month: an amount may also be given for a year. */
      monthly: z.boolean(),
    }),
  ),
  firstRows: z.array(z.array(z.string())),
  undecided: z.array(
    z.object({
      field: z.string(),
      label: z.string(),
      required: z.boolean(),
      candidates: z.array(z.number()),
    }),
  ),
  counts: COUNTS,
  refusedSample: z.array(
    z.object({
      sheet: z.string().nullable().optional(),
      row: z.number(),
      field: z.string(),
      value: z.string(),
      reason: z.string(),
      remedy: z.string(),
      extent: z.enum(['row', 'field', 'remark']).optional(),
    }),
  ),
  hasRefusedFile: z.boolean(),
  problem: z
    .object({
      code: z.string(),
      message: z.string(),
      row: z.number().optional(),
      seenHeader: z.array(z.string()).optional(),
    })
    .nullable(),
  createdByName: z.string(),
  createdAt: z.string(),
  confirmedByName: z.string().nullable(),
});

function unitGiven({ mapping }: Pick<Intake, 'mapping'>, { field }: PreviewColumn): string | null {
  const chosen = field === null ? null : (mapping?.[field] ?? null);
  return typeof chosen === 'object' && chosen !== null && 'column' in chosen ? chosen.unit : null;
}

export function viewOfIntake(
  intake: Intake,
  fields: readonly FieldDescription[],
  job: JobView | null,
): z.infer<typeof INTAKE_VIEW> {
  const { preview, problem } = intake;
  return {
    id: intake.id,
    fileName: intake.file_name,
    state: intake.state,
    stateLabel: INTAKE_STATES[intake.state],
    allowedActs: [...allowedActs(intake.state)],
    job,
    format: preview?.format ?? null,
    encoding: preview?.encoding ?? null,
    sheet: preview?.sheet ?? null,
    sheetsLeftOut: [...(preview?.sheetsLeftOut ?? [])],
    headerRows: [...(preview?.headerRows ?? [])],
    head: headOf(preview).map((row) => ({ ...row })),
    needsHeader: needsHeader(intake),
    columns: (preview?.columns ?? []).map((column) => ({ ...column, unitGiven: unitGiven(intake, column) })),
    fields: fields.map((field) => ({
      key: field.key,
      label: field.label,
      required: field.required,
      units: [...unitsOf(field)],
      monthly: field.monthly === true,
    })),
    firstRows: (preview?.firstRows ?? []).map((row) => [...row.cells]),
    undecided: (preview?.undecided ?? []).map((field) => ({ ...field, candidates: [...field.candidates] })),
    counts: intake.counts === null ? null : { ...intake.counts },
    refusedSample: [...intake.refused_sample],
    hasRefusedFile: intake.refused_file !== null,
    problem:
      problem === null
        ? null
        : {
            code: problem.code,
            message: problem.message,
            ...(problem.row === undefined ? {} : { row: problem.row }),
            ...(problem.seenHeader === undefined ? {} : { seenHeader: [...problem.seenHeader] }),
          },
    createdByName: intake.created_by_name,
    createdAt: intake.created_at.toISOString(),
    confirmedByName: intake.confirmed_by_name,
  };
}

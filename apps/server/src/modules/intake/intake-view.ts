import type { FieldDescription } from '@anju/domain';
import { z } from 'zod';
import { allowedActs, INTAKE_STATES, type IntakeState } from './intake-lifecycle.ts';
import type { Intake } from './intake-store.ts';
import { JOB_VIEW, type JobView } from './job-view.ts';

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
  headerRows: z.array(z.number()),
  columns: z.array(
    z.object({
      index: z.number(),
      header: z.string(),
      unit: z.string().nullable(),
      field: z.string().nullable(),
    }),
  ),
  fields: z.array(z.object({ key: z.string(), label: z.string(), required: z.boolean() })),
  firstRows: z.array(z.array(z.string())),
  firstRowNumbers: z.array(z.number()),
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
      row: z.number(),
      field: z.string(),
      value: z.string(),
      reason: z.string(),
      remedy: z.string(),
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

export function viewOfIntake(
  intake: Intake,
  fields: readonly Pick<FieldDescription, 'key' | 'label' | 'required'>[],
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
    headerRows: [...(preview?.headerRows ?? [])],
    columns: [...(preview?.columns ?? [])],
    fields: fields.map(({ key, label, required }) => ({ key, label, required })),
    firstRows: (preview?.firstRows ?? []).map((row) => [...row.cells]),
    firstRowNumbers: (preview?.firstRows ?? []).map((row) => row.row),
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

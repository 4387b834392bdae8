import type { FieldDescription } from '@anju/domain';
import { z } from 'zod';
import type { Deps } from '../../platform/deps.ts';
import { requestCancel } from '../../platform/jobs/job-store.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { conflict, invalidInput, notFound, type Problem } from '../../platform/problem.ts';
import { type ConfirmRefusal, INTAKE_STATES } from './intake-lifecycle.ts';
import { type Intake, type IntakeKey, type IntakeTable, moveIntake, readIntake } from './intake-store.ts';
import { type Choice, faultsOfChoice } from './preview.ts';

export const MAPPING_BODY = z.object({
  mapping: z.record(
    z.string().max(60),
    z.union([z.int().min(0).max(16_384), z.array(z.int().min(0).max(16_384)).max(400), z.null()]),
  ),
});

/** The delivered file, or a Problem where there is none in scope. */
export async function findIntake(tx: Tx, table: IntakeTable, key: IntakeKey): Promise<Intake> {
  const intake = await readIntake(tx, table, key);
  if (intake === null) throw notFound('这次上传');
  return intake;
}

export function wrongState(intake: Pick<Intake, 'state'>): Problem {
  return conflict(
    'not-in-this-state',
    `这次上传目前是“${INTAKE_STATES[intake.state]}”，不能这样操作。请刷新页面查看最新状态。`,
  );
}

/** Why a file can't be loaded, as the person is told. */
export function confirmProblem(refusal: ConfirmRefusal, intake: Intake): Problem {
  switch (refusal) {
    case 'not-in-this-state':
      return wrongState(intake);
    case 'nothing-usable':
      return conflict('nothing-usable', '文件中没有可以采用的行。请按未采用清单改正后重新上传。');
    case 'partial-not-accepted':
      return conflict(
        'partial-not-accepted',
        `有 ${intake.counts?.refused ?? 0} 行不能采用。请先查看未采用清单；确认只载入其余各行后再提交。`,
      );
  }
}

/** Checks a person's choice of columns against the file and the fields. Throws Problem invalid-input. */
export function checkChoice(
  choice: Choice,
  intake: Intake,
  fields: readonly Pick<FieldDescription, 'key' | 'label'>[],
): void {
  const faults = faultsOfChoice(choice, fields, intake.preview?.columns ?? []);
  if (faults.length > 0) throw invalidInput('列的对应关系有误，请改正后再提交。', faults);
}

/** Ends the delivery at whatever step it stands. Nothing of it stays behind: a load is one transaction. */
export async function cancelIntake(
  tx: Tx,
  deps: Pick<Deps, 'clock'>,
  table: IntakeTable,
  key: IntakeKey,
): Promise<void> {
  const intake = await findIntake(tx, table, key);
  const at = deps.clock.now();
  const moved = await moveIntake(tx, table, key, 'cancel', {
    finishedAt: at,
    preview: withoutRows(intake),
  });
  if (!moved) throw wrongState(intake);
  if (intake.job_id !== null) await requestCancel(tx, key.county, intake.job_id, at);
}

/** The detected columns without the people in the first rows: a finished delivery keeps no data. */
export function withoutRows(intake: Pick<Intake, 'preview'>): Intake['preview'] {
  return intake.preview === null ? null : { ...intake.preview, firstRows: [] };
}

import type { FieldDescription } from '@anju/domain';
import { z } from 'zod';
import type { Deps } from '../../platform/deps.ts';
import { requestCancel } from '../../platform/jobs/job-store.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { conflict, invalidInput, notFound, type Problem } from '../../platform/problem.ts';
import { type ConfirmRefusal, INTAKE_STATES } from './intake-lifecycle.ts';
import { type Intake, type IntakeKey, type IntakeTable, moveIntake, readIntake } from './intake-store.ts';
import { needsHeader } from './open-pointed.ts';
import { type Choice, completeChoice, faultsOfChoice, faultsOfUnits, headOf } from './preview.ts';

const COLUMN = z.int().min(0).max(16_384);

export const MAPPING_BODY = z.object({
  mapping: z.record(
    z.string().max(60),
    z.union([
      COLUMN,
      z.array(COLUMN).max(400),
      z.strictObject({ column: COLUMN, unit: z.string().max(20) }),
      z.null(),
    ]),
  ),
  /** 1-based, where another row is the header than the one recognised: one, two that follow each other, or none. */
  headerRows: z.array(z.int().min(1)).max(2).optional(),
});

/** Columns and header rows as a person points them out. */
export type PointedOut = z.infer<typeof MAPPING_BODY>;

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
        `${leftOutText(intake.counts?.refused ?? 0, intake.counts?.unread ?? 0)}。请先查看未采用清单；确认这样载入后再提交。`,
      );
  }
}

/** 有 1 行不采用，另有 3 行载入，其中不可用的内容按空值处理 */
function leftOutText(refused: number, unread: number): string {
  const left = refused > 0 ? [`有 ${refused} 行不采用`] : [];
  const blanked = `有 ${unread} 行载入，其中不可用的内容按空值处理`;
  return [...left, ...(unread === 0 ? [] : [refused > 0 ? `另${blanked}` : blanked])].join('，');
}

/** A choice of columns as it is kept. */
export interface SettledChoice {
  readonly mapping: Choice;
  readonly headerRows: readonly number[] | null;
}

/** Checks a person's choice of columns against the file and the fields. Throws Problem invalid-input. */
export function settleChoice(
  { mapping, headerRows }: PointedOut,
  intake: Intake,
  fields: readonly FieldDescription[],
): SettledChoice {
  const columns = intake.preview?.columns ?? [];
  const faults = [
    ...faultsOfChoice(mapping, fields, columns),
    ...faultsOfUnits(mapping, fields, columns),
    ...faultsOfHeader(headerRows, intake),
  ];
  if (faults.length > 0) throw invalidInput('列的对应关系有误，请改正后再提交。', faults);
  return { mapping: completeChoice(mapping, columns), headerRows: headerRows ?? intake.header_rows };
}

function faultsOfHeader(headerRows: readonly number[] | undefined, intake: Intake) {
  const fault = (message: string) => [{ path: 'headerRows', message }];
  if (headerRows === undefined) return needsHeader(intake) ? fault('请指出哪一行是表头，或说明没有表头') : [];
  const places = headerRows.map((row) => headOf(intake.preview).findIndex((shown) => shown.row === row));
  if (places.includes(-1)) return fault('表头行不在显示的前几行里');
  const [first, last] = headerRows;
  return first === undefined || last === undefined || last === first + 1
    ? []
    : fault('表头有两行的，两行要紧挨着，先写上面一行');
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
  return intake.preview === null ? null : { ...intake.preview, head: [], firstRows: [] };
}

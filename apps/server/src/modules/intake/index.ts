export { problemOf } from './file-problem.ts';
export {
  allowedActs,
  type ConfirmRefusal,
  decideConfirm,
  FINAL_STATES,
  INTAKE_STATES,
  type IntakeState,
  movesOf,
} from './intake-lifecycle.ts';
export {
  INTAKE_COLUMNS,
  type Intake,
  type IntakeChange,
  type IntakeKey,
  type IntakeProblem,
  type IntakeTable,
  isFileInUse,
  moveIntake,
  readIntake,
} from './intake-store.ts';
export { type Choice, faultsOfChoice, type Preview, type PreviewColumn, previewOf } from './preview.ts';
export { maskLongDigits, type RefusedRow, writeRefusedWorkbook } from './refused-workbook.ts';
export { reportSteps, type StepProgress } from './step-progress.ts';

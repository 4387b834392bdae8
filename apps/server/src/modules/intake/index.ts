export { problemOf } from './file-problem.ts';
export { finishFile } from './finish-file.ts';
export { everyHour, repeat } from './hourly.ts';
export {
  cancelIntake,
  confirmProblem,
  findIntake,
  MAPPING_BODY,
  type PointedOut,
  settleChoice,
  withoutRows,
  wrongState,
} from './intake-acts.ts';
export { failIntake, guardIntake } from './intake-job.ts';
export {
  type ConfirmRefusal,
  decideConfirm,
  INTAKE_STATES,
  type IntakeState,
} from './intake-lifecycle.ts';
export {
  INTAKE_COLUMNS,
  type Intake,
  type IntakeChange,
  type IntakeKey,
  type IntakeProblem,
  type IntakeTable,
  moveIntake,
  readIntake,
} from './intake-store.ts';
export { COUNTS, INTAKE_STATE, INTAKE_VIEW, viewOfIntake } from './intake-view.ts';
export { JOB_VIEW, readJobView } from './job-view.ts';
export { type Opened, openBare, overrideOf, type Pointed, pointedIn } from './open-pointed.ts';
export {
  detectedChoice,
  type Preview,
  type PreviewColumn,
  previewOf,
  type RememberedColumn,
  rememberedChoice,
} from './preview.ts';
export { receiveUpload, type Upload } from './receive-upload.ts';
export { sendRefusedFile } from './refused-file.ts';
export { countRows, maskLongDigits, type RefusedRow, storeRefused } from './refused-rows.ts';
export { reportSteps, type StepProgress } from './step-progress.ts';

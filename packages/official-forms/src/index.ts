export {
  type CrossCheckOptions,
  crossCheckF4F5,
  crossCheckF4Sums,
  type F5Sums,
  type LeftOut,
  sumsOfF5,
} from './cross-check.ts';
export { blankNothing, fillNothing } from './engine/blank-figures.ts';
export { raiseFigures } from './engine/figure-tree.ts';
export { type Form, FormDataError, type FormOptions, MONEY_PLACES } from './engine/form.ts';
export type { FormCode } from './engine/form-code.ts';
export { formatFormDate } from './engine/form-date.ts';
export { estimateHeight } from './engine/row-height.ts';
export type { RuralHeader, RuralSignature } from './engine/rural-parts.ts';
export { leafPaths, type SheetView, type ViewCell } from './engine/sheet-view.ts';
export { fenOfWanYuan, wanYuanOf } from './engine/wan-yuan.ts';
export type { FontChoice } from './engine/write-workbook.ts';
export { type F1Data, type F1Header, type F1Line, type F1Problem, groupF1Problems } from './f1/data.ts';
export { F1 } from './f1/form.ts';
export type { F2Data, F2Header, F2Row } from './f2/data.ts';
export { F2 } from './f2/form.ts';
export { completeF3Row } from './f3/check.ts';
export type { F3Data, F3Header, F3Nature, F3Row } from './f3/data.ts';
export { F3 } from './f3/form.ts';
export type { ByDiscipline, ByForm, F4Data, F4Figures, F4Header, Figure } from './f4/data.ts';
export { F4 } from './f4/form.ts';
export { type HandledPerson, type RuralCase, tallyF4 } from './f4/tally.ts';
export type { F5Data, F5Header, F5Person, F5Row } from './f5/data.ts';
export { F5 } from './f5/form.ts';
export { F6, type F6Contact, type F6Data, type F6Header } from './f6/form.ts';
export { FAULT_CODES, type Fault, type FaultCode, faultLine } from './fault.ts';
export {
  type CountingBasis,
  type FileNameHeader,
  fileNameOf,
  type PeriodFileNameHeader,
} from './file-name.ts';
export { FORMS, type FormData } from './forms.ts';
export {
  draftAcceptance,
  draftAnswer,
  draftExtension,
  draftRefusal,
  draftTransfer,
  type LetterClue,
} from './letters/clue-letters.ts';
export type { Block, Paper } from './letters/paper.ts';
export {
  type EarlierStage,
  STAGE_FIGURES,
  type StageFigures,
  type StageReportData,
} from './letters/stage-figures.ts';
export { draftStageReport } from './letters/stage-report.ts';
export { perMille, printRate } from './letters/words.ts';
export { writePaper } from './letters/write-paper.ts';

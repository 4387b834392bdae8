export { type ClueLists, type Form, type FormCode, FormDataError, type FormOptions } from './engine/form.ts';
export { fenOfWanYuan, wanYuanOf } from './engine/wan-yuan.ts';
export type { FontChoice } from './engine/write-workbook.ts';
export { completeF3Row } from './f3/check.ts';
export type { F3Data, F3Header, F3Nature, F3Row } from './f3/data.ts';
export { F3 } from './f3/form.ts';
export { FAULT_CODES, type Fault, type FaultCode, faultLine } from './fault.ts';
export { FORMS } from './forms.ts';

export * from './due-days.ts';
export * from './form-period.ts';
export * from './report-lifecycle.ts';
export * from './summary-periods.ts';

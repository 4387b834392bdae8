export * from './form-period.ts';
export * from './report-lifecycle.ts';

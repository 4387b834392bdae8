export * from './codes.ts';
export * from './describe-counting.ts';
export * from './judge-accountability.ts';
export type { MeasureFault, PersonMeasures, PersonRecord } from './person-record.ts';

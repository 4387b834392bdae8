export * from './access/index.ts';
export * from './basics/brand.ts';
export * from './basics/calendar-date.ts';
export * from './basics/id-number.ts';
export * from './basics/normalise-text.ts';
export * from './basics/read-calendar-date.ts';
export * from './basics/result.ts';
export * from './findings/index.ts';

export * from './work-calendar.ts';
export * from './year-list.ts';

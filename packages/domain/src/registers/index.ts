export * from './registers.ts';
export * from './roster.ts';
export * from './types.ts';

export * from './rule-codes.ts';
export * from './types.ts';

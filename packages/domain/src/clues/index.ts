export * from './clue-lifecycle.ts';
export * from './codes.ts';

export * from './clue-lists.ts';
export * from './forecast-misses.ts';
export * from './levels.ts';
export * from './plan.ts';
export * from './problem-lifecycle.ts';
export * from './sanctions.ts';

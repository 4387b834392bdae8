export * from './compare-runs.ts';
export * from './finding-lifecycle.ts';

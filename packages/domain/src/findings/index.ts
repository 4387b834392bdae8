export * from './compare-runs.ts';
export * from './finding-lifecycle.ts';
export * from './hearing.ts';

export * from './compare-runs.ts';
export * from './finding-change.ts';
export * from './finding-lifecycle.ts';
export * from './hearing.ts';
export * from './standing-proposal.ts';

export * from './demo/index.ts';
export * from './engine/index.ts';
export * from './reading/index.ts';

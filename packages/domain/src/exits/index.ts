export * from './exit-nature.ts';

export * from './create-test-app.ts';
export { killAtOnce, startServerProcess, until } from './server-process.ts';

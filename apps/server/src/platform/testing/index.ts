export * from './create-test-app.ts';
export { holdTable, killAtOnce, startServerProcess, until } from './server-process.ts';

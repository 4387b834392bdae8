export * from './create-test-app.ts';
export { sampleSanction } from './sample-sanction.ts';
export { holdTable, killAtOnce, standsStill, startServerProcess, until } from './server-process.ts';

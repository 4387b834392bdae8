export * from './create-test-app.ts';
export { killAtOnce, startServerProcess, until } from './server-process.ts';
export { createTestDatabase, type TestDatabase } from './test-database.ts';

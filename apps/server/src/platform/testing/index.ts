export * from './create-test-app.ts';
export { createTestDatabase, type TestDatabase } from './test-database.ts';

export * from './create-test-app.ts';

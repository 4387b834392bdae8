import { afterAll, beforeAll, expect, it } from 'vitest';
import { inScope } from '../../platform/postgres/database.ts';
import { createTestApp, type TestApp } from '../../platform/testing/index.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({ runJobs: false });
});
afterAll(() => app.close());

it("keeps the county's jobs from a department's data person", async () => {
  const id = '01900000-0000-7000-8000-000000000001';
  await inScope(app.db, app.county, (tx) =>
    tx
      .insertInto('jobs')
      .values({ county: app.county, id, kind: 'run', input: '{}', created_at: app.clock.now() })
      .execute(),
  );
  const person = await app.signIn('department-data', { department: '公安局' });
  expect((await person.inject('GET', `/api/jobs/${id}`)).statusCode).toBe(403);
  const officer = await app.signIn('county-officer');
  expect((await officer.inject('GET', `/api/jobs/${id}`)).statusCode).toBe(200);
});

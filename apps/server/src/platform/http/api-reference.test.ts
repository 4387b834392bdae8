import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../testing/index.ts';

let test: TestApp;
let page: string;
beforeAll(async () => {
  test = await createTestApp({ runJobs: false });
  const answer = await test.app.inject('/api/reference');
  expect(answer.statusCode).toBe(200);
  expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
  page = answer.body;
});
afterAll(() => test.close());

it('names every route with what it needs', () => {
  const named = [...page.matchAll(/<code>(?<method>[A-Z]+) (?<url>\/api[^<]*)<\/code>/g)].map(
    ({ groups }) => `${groups?.method} ${groups?.url}`,
  );
  const there = test.routes.map(({ method, url }) => `${method} ${url.replaceAll(/:(\w+)/g, '{$1}')}`);
  expect(there.length).toBeGreaterThan(200);
  expect([...named].sort()).toEqual([...there].sort());
  expect(page).toContain('审定核查结论（审核人、县级业务管理员）');
});

it('is open to the same as the document that it shows', () => {
  const actionOf = (url: string) => test.routes.find((route) => route.url === url)?.action;
  expect(actionOf('/api/reference')).toEqual(actionOf('/api/openapi.json'));
});

it('describes what is sent and what is answered', () => {
  const exited = /<details id="post-api-exits-id-exited">[\s\S]*?<\/details>/.exec(page)?.[0];
  expect(exited).toContain('<td><code>id</code></td><td>路径</td><td>必填</td>');
  expect(exited).toContain('paperIds: string（uuid）[]');
  expect(exited).toContain('version: integer');
});

it('asks nothing of another host and needs no script', () => {
  expect(page).not.toMatch(/<script|<link(?! rel="icon" href="\/)|<img|<iframe|@import|url\(|https?:/);
});

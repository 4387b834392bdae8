import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type Person, type TestApp } from '../testing/index.ts';

const ID = '01900000-0000-7000-8000-000000000000';
const cursor = (key: string) => Buffer.from(JSON.stringify({ key, id: ID })).toString('base64url');

/** What only an attacker or a broken program sends: a refusal in Chinese, never a fault of the server. */
describe('hostile input', () => {
  let app: TestApp;
  let officer: Person;
  let administrator: Person;
  let auditor: Person;
  beforeAll(async () => {
    app = await createTestApp({ runJobs: false });
    officer = await app.signIn('county-officer');
    administrator = await app.signIn('system-admin');
    auditor = await app.signIn('auditor');
  });
  afterAll(() => app.close());

  const expectRefusal = ({ statusCode, headers, body }: Awaited<ReturnType<Person['inject']>>) => {
    expect(statusCode, body).toBeGreaterThanOrEqual(400);
    expect(statusCode, body).toBeLessThan(500);
    expect(headers['content-type']).toContain('application/problem+json');
    expect(body).toMatch(/[一-鿿]/);
    expect(body).not.toMatch(/FST_|stack|node_modules/);
  };

  it.each([
    '/api/households?q=%00',
    '/api/households/export.csv?q=a%00b',
    '/api/search?q=%00',
    '/api/findings?rule=%00',
    '/api/findings/export.xlsx?q=%00',
    '/api/exits?estate=a%00',
    '/api/reports/f3?until=0000-01-01',
    '/api/reports/f3.xlsx?until=0000-01-01',
    '/api/households/%zz',
    `/api/households/${'a'.repeat(500)}`,
    `/api/households?cursor=${cursor('\0')}`,
    `/api/households?sort=-changedAt&cursor=${cursor('x')}`,
    `/api/findings?cursor=${cursor('\0')}`,
    `/api/inbox?cursor=${cursor('\0')}`,
  ])('refuses GET %s of an officer', async (url) => {
    expectRefusal(await officer.inject('GET', url));
  });

  it.each([
    '/api/events?act=%00',
    '/api/events/export.csv?actor=%00',
    '/api/events?from=0000-01-01',
    '/api/events/export.csv?to=0000-01-01',
    `/api/events?cursor=${cursor('x')}`,
  ])('refuses GET %s of an auditor', async (url) => {
    expectRefusal(await auditor.inject('GET', url));
  });

  it.each([
    ['/api/policies', { pack: { title: 'x\0' } }],
    ['/api/policies', { pack: { title: '\ud800' } }],
    ['/api/runs', { asOf: '0000-01-01' }],
  ])('refuses POST %s of %j', async (url, body) => {
    expectRefusal(await officer.inject('POST', url, body));
  });

  it('refuses names with a NUL, and dates no calendar of the bureau has', async () => {
    expectRefusal(await administrator.inject('POST', '/api/departments', { name: '某\0局' }));
    expectRefusal(
      await officer.inject('PUT', '/api/freshness/vehicle', { everyDays: 1, nextDue: '0000-01-01' }),
    );
  });

  const part = (disposition: string) =>
    `--b\r\nContent-Disposition: form-data; name="file"${disposition}\r\nContent-Type: application/octet-stream\r\n\r\nabc`;

  it.each(['/api/imports', '/api/feeds', '/api/papers'])('refuses a broken form at %s', async (url) => {
    const cookie = await cookieOf(officer);
    const send = (payload: string, type = 'multipart/form-data; boundary=b') =>
      app.app.inject({ method: 'POST', url, payload, headers: { 'content-type': type, cookie } });
    expectRefusal(await send(part('; filename="a.csv"')));
    expectRefusal(await send('abc', 'multipart/form-data'));
    const unnamed = await send(`${part('')}\r\n--b--\r\n`);
    expect(unnamed.statusCode, unnamed.body).toBeLessThan(500);
  });

  it('takes a paper without a name', async () => {
    const png = Buffer.from('89504e470d0a1a0a', 'hex').toString('latin1');
    const payload = Buffer.from(`${part('').replace('abc', png)}\r\n--b--\r\n`, 'latin1');
    const headers = { 'content-type': 'multipart/form-data; boundary=b', cookie: await cookieOf(officer) };
    const answer = await app.app.inject({ method: 'POST', url: '/api/papers', payload, headers });
    expect(answer.json()).toMatchObject({ name: '未命名材料', type: 'image/png' });
  });

  /** The cookie of a person, as a browser sends it. */
  async function cookieOf(person: Person): Promise<string> {
    const answer = await app.app.inject({
      method: 'POST',
      url: '/api/session',
      payload: { username: person.username, password: 'correct-horse-7' },
    });
    const [cookie] = answer.cookies;
    return `${cookie?.name}=${cookie?.value}`;
  }
});

import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inScope } from '../../platform/postgres/database.ts';
import { createTestApp, type TestApp } from '../../platform/testing/index.ts';
import { notify } from './index.ts';
import { sendNotice } from './send-notice.ts';

let test: TestApp;
let gateway: Server;
const received: { body: string; signature: string | undefined }[] = [];
const SECRET = 'demonstration-secret';

beforeAll(async () => {
  test = await createTestApp({ runJobs: false });
  gateway = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += String(chunk);
    });
    request.on('end', () => {
      received.push({ body, signature: String(request.headers['x-anju-signature']) });
      response.statusCode = 204;
      response.end();
    });
  });
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  gateway.close();
  await test.close();
});

const portOf = (address: string | AddressInfo | null) =>
  address !== null && typeof address === 'object' ? address.port : 0;

describe('notices to a gateway', () => {
  it('are queued with the act, once a matter, and reach the gateway signed', async () => {
    const webhook = { url: `http://127.0.0.1:${portOf(gateway.address())}/notices`, secret: SECRET };
    const deps = { ...test.deps, config: { ...test.deps.config, webhook } };
    const notice = {
      county: test.county,
      role: 'reviewer',
      kind: 'todo',
      title: '疑点待审定：户 H000001',
      link: '/findings/1',
      dueOn: null,
      key: 'matter-1',
    } as const;
    const jobs = await inScope(test.db, test.county, async (tx) => {
      await notify(tx, deps, notice);
      await notify(tx, deps, notice);
      return await tx.selectFrom('jobs').select(['id', 'input']).where('kind', '=', 'inbox.send').execute();
    });
    expect(jobs).toHaveLength(1);
    const result = await sendNotice(webhook, {
      job: {
        county: test.county,
        id: jobs[0]?.id ?? '',
        kind: 'inbox.send',
        input: jobs[0]?.input,
        requestedBy: null,
        attempts: 1,
      },
      db: test.db,
      clock: test.clock,
      signal: new AbortController().signal,
      inScope: (work) => inScope(test.db, test.county, work),
      report: () => undefined,
    });
    expect(result).toEqual({ sent: true });
    const [got] = received;
    expect(JSON.parse(got?.body ?? '')).toMatchObject({ title: notice.title, to: { role: 'reviewer' } });
    expect(got?.signature).toBe(
      createHmac('sha256', SECRET)
        .update(got?.body ?? '')
        .digest('hex'),
    );
  });

  it('are not queued where no gateway is configured', async () => {
    await inScope(test.db, test.county, async (tx) => {
      const notice = {
        county: test.county,
        userId: test.deps.ids(),
        kind: 'todo',
        title: 'a',
        link: '/',
        dueOn: null,
        key: 'b',
      } as const;
      await notify(tx, test.deps, notice);
      const jobs = await tx.selectFrom('jobs').select('id').where('kind', '=', 'inbox.send').execute();
      expect(jobs).toHaveLength(1);
    });
  });
});

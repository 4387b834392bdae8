import pg from 'pg';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../clock.ts';
import { inScope } from '../postgres/database.ts';
import { createTestApp, type TestApp } from '../testing/index.ts';
import { defineJob, JobFailure, type JobHandler } from './definition.ts';
import { enqueueJob } from './enqueue.ts';
import { claimJob, eachCounty, findJob, requestCancel } from './job-store.ts';
import { type Runner, startRunner } from './runner.ts';

describe('long work', () => {
  let app: TestApp;
  const runners: Runner[] = [];
  beforeAll(async () => {
    app = await createTestApp({ runJobs: false });
  });
  afterAll(async () => {
    for (const runner of runners) await runner.stop();
    await app.close();
  });

  const run = (kind: string, handler: JobHandler): Runner => {
    const runner = startRunner({
      db: app.db,
      connection: app.database.app,
      definitions: [defineJob(kind, handler)],
      clock: systemClock,
      log: pino({ level: 'silent' }),
      applicationName: 'anju-test-runner',
    });
    runners.push(runner);
    return runner;
  };
  const enqueue = (kind: string) =>
    inScope(app.db, app.county, (tx) =>
      enqueueJob(tx, app.deps, { county: app.county, kind, input: { of: kind }, requestedBy: null }),
    );
  const read = (id: string) => inScope(app.db, app.county, (tx) => findJob(tx, id));

  it('of every county is done where it can be, and what failed is told', async () => {
    const done: string[] = [];
    const work = eachCounty(app.db, async (county) => {
      if (county === app.county) throw new Error('broken');
      done.push(county);
    });
    await expect(work).rejects.toThrow('broken');
    expect(done).toContain(app.foreignCounty);
  });

  it('is queued with its act or not at all', async () => {
    let id = '';
    await expect(
      inScope(app.db, app.county, async (tx) => {
        id = await enqueueJob(tx, app.deps, {
          county: app.county,
          kind: 'lost',
          input: {},
          requestedBy: null,
        });
        throw new Error('the act fails');
      }),
    ).rejects.toThrow('the act fails');
    expect(await read(id)).toBeNull();
  });

  it('keeps result and last progress', async () => {
    run('count', async ({ job, report }) => {
      for (let done = 1; done <= 50; done++)
        report({
          steps: [
            {
              name: 'count',
              label: '数数',
              state: 'running',
              done,
              total: 50,
              startedAt: null,
              seconds: null,
            },
          ],
        });
      return { input: JSON.stringify(job.input) };
    });
    const id = await enqueue('count');
    expect(await app.jobEnd(app.county, id)).toBe('done');
    const job = await read(id);
    expect(job?.result).toEqual({ input: '{"of":"count"}' });
    expect(job?.progress).toMatchObject({ steps: [{ done: 50 }] });
  });

  it('tells a failure with its remedy, and nothing of a fault inside', async () => {
    run('fail', async () => {
      throw new JobFailure('empty', '文件是空的。请重新导出。');
    });
    run('crash', async () => {
      throw new Error('secret 652301199001011234');
    });
    const [failed, crashed] = [await enqueue('fail'), await enqueue('crash')];
    expect(await app.jobEnd(app.county, failed)).toBe('failed');
    expect(await app.jobEnd(app.county, crashed)).toBe('failed');
    expect((await read(failed))?.error).toEqual({ code: 'empty', message: '文件是空的。请重新导出。' });
    expect(JSON.stringify((await read(crashed))?.error)).not.toContain('6523');
  });

  it('stops when somebody cancels it', async () => {
    let began = () => {};
    const started = new Promise<void>((resolve) => {
      began = resolve;
    });
    run('endless', async ({ signal }) => {
      began();
      await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
      return undefined;
    });
    const id = await enqueue('endless');
    await started;
    await inScope(app.db, app.county, (tx) => requestCancel(tx, app.county, id, app.clock.now()));
    expect(await app.jobEnd(app.county, id)).toBe('cancelled');
  });

  it('is never cancelled from another county', async () => {
    const id = await enqueue('nobody-does-this');
    await inScope(app.db, app.foreignCounty, (tx) => requestCancel(tx, app.county, id, app.clock.now()));
    expect((await read(id))?.state).toBe('queued');
  });

  it('goes to one runner only, and to another at once when the holder dies', async () => {
    const id = await enqueue('held');
    const open = async () => {
      const client = new pg.Client({ ...app.database.app, application_name: 'holder' });
      client.on('error', () => undefined);
      await client.connect();
      return client;
    };
    const claim = (client: pg.Client) =>
      claimJob(client, { county: app.county, kinds: ['held'], held: [], now: new Date() });
    const [first, second] = [await open(), await open()];
    expect((await claim(first))?.id).toBe(id);
    expect(await claim(second)).toBeNull();

    // What SIGKILL does to a process's connection, seen from the database.
    const { rows } = await second.query<{ pid: number }>(
      "SELECT pid FROM pg_stat_activity WHERE application_name = 'holder' AND pid <> pg_backend_pid()",
    );
    await second.query('SELECT pg_terminate_backend($1, 5000)', [rows[0]?.pid]);
    expect(await claim(second)).toMatchObject({ id, attempts: 2 });
    await second.end();
    await first.end().catch(() => undefined);
  });

  it('leaves its work for the next start when the server stops', async () => {
    let attempts = 0;
    const handler: JobHandler = async ({ job, signal }) => {
      attempts = job.attempts;
      if (attempts === 1)
        await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
      return { attempts };
    };
    const runner = run('long', handler);
    const id = await enqueue('long');
    while (attempts === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    await runner.stop();
    expect((await read(id))?.state).toBe('running');
    run('long', handler);
    expect(await app.jobEnd(app.county, id)).toBe('done');
    expect((await read(id))?.result).toEqual({ attempts: 2 });
  });
});

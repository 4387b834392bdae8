import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Embedded, SERVING, startEmbedded } from './embedded.ts';
import { scratchFolder } from './scratch-folder.ts';

describe('the database inside', () => {
  let dataDir = '';
  const started: Embedded[] = [];
  beforeEach(() => {
    dataDir = join(scratchFolder('embedded'), 'data');
  });
  afterEach(async () => {
    for (const server of started.splice(0)) await server.stop();
    rmSync(join(dataDir, '..'), { recursive: true, force: true });
  });

  const start = async (mode: 'serve' | 'attach' = 'serve', fast = true) => {
    const server = await startEmbedded({ dataDir, mode, fast });
    started.push(server);
    return server;
  };
  const connect = async (server: Embedded, application = 'test') => {
    const client = new pg.Client({ ...server.connection('postgres'), application_name: application });
    client.on('error', () => undefined);
    await client.connect();
    return client;
  };

  it('is made once and keeps its password from others', async () => {
    const first = await start();
    expect(first.fresh).toBe(true);
    const key = join(dataDir, 'keys/postgres-password');
    expect(statSync(key).mode & 0o777).toBe(0o600);
    expect(statSync(join(dataDir, 'postgres')).mode & 0o777).toBe(0o700);
    await first.stop();
    expect((await start()).fresh).toBe(false);
    const wrong = new pg.Client({ ...started.at(-1)?.connection('postgres'), password: 'wrong' });
    await expect(wrong.connect()).rejects.toThrow('password authentication failed');
  });

  it('starts again after the server itself was killed', async () => {
    // Not fast: what was committed must be on the disk.
    const first = await start('serve', false);
    const client = await connect(first);
    await client.query('CREATE TABLE kept (n int)');
    await client.query('INSERT INTO kept VALUES (1)');
    process.kill(first.pid, 'SIGKILL');
    await client.end().catch(() => undefined);
    const again = await connect(await start());
    expect((await again.query('SELECT n FROM kept')).rows).toEqual([{ n: 1 }]);
    await again.end();
  });

  it('takes over a server that outlived its process, and ends what that left running', async () => {
    const orphan = await start();
    // A connection named for a process that is no more: numbers this high are not given out.
    const left = await connect(orphan, `${SERVING}99999999`);
    const second = await start();
    expect(second.pid).not.toBe(orphan.pid);
    await expect(left.query('SELECT 1')).rejects.toThrow();
  });

  it('is refused to a second server while the first is at work, but shared with a command', async () => {
    const first = await start();
    const parent = process.ppid;
    const serving = await connect(first, `${SERVING}${parent}`);
    await expect(startEmbedded({ dataDir, mode: 'serve', fast: true })).rejects.toThrow(`进程号 ${parent}`);
    const shared = await start('attach');
    expect(shared.pid).toBe(first.pid);
    await shared.stop();
    expect((await serving.query('SELECT 1 AS n')).rows).toEqual([{ n: 1 }]);
    await serving.end();
  });

  it('begins anew where making it was interrupted, and believes no number of a stranger', async () => {
    const folder = join(dataDir, process.getuid?.() === 0 ? 'postgres-work' : '', 'initialising-99999999');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'PG_VERSION'), '18');
    const server = await start();
    expect(existsSync(folder)).toBe(false);
    await server.stop();
    const file = join(dataDir, 'postgres/postmaster.pid');
    // This test's own process: alive, and no database.
    writeFileSync(file, `${process.pid}\n${join(dataDir, 'postgres')}\n0\n5432\n\n127.0.0.1\n0\n`);
    expect((await start()).pid).not.toBe(process.pid);
    expect(readFileSync(file, 'utf8').split('\n')[0]).toBe(String(started.at(-1)?.pid));
  });

  it('says what to do when its keys are gone', async () => {
    await (await start()).stop();
    rmSync(join(dataDir, 'keys/postgres-password'));
    await expect(startEmbedded({ dataDir, mode: 'serve' })).rejects.toThrow('请从备份恢复 keys 目录');
  });
});

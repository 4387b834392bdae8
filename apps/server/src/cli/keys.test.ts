import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { calendarDate } from '@anju/domain';
import pg from 'pg';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { access } from '../modules/access/index.ts';
import { organisations } from '../modules/organisations/index.ts';
import { openServer } from '../open-server.ts';
import { readConfig } from '../platform/config.ts';
import { SERVING } from '../platform/postgres/embedded.ts';
import { openHostDatabase } from '../platform/postgres/host-database.ts';
import { scratchFolder } from '../platform/postgres/scratch-folder.ts';
import { openSecrets } from '../platform/secrets.ts';
import { runKeys } from './keys.ts';

const PAPER = '%PDF-1.7 收入证明';

describe('a key that is retired', () => {
  const dataDir = scratchFolder('keys');
  const said: string[] = [];
  const io = {
    stdout: { write: (text: string) => said.push(text) },
    stderr: { write: (text: string) => said.push(text) },
  };
  const run = (...argv: readonly string[]) => runKeys([...argv, '--data', dataDir], io);
  let paper = '';
  let old = '';

  async function withDatabase<T>(work: (client: pg.Client) => Promise<T>, applicationName = 'test') {
    const host = await openHostDatabase(readConfig({ ANJU_DATA: dataDir }, []), 'attach');
    const client = new pg.Client({ ...host.owner, application_name: applicationName });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
      await host.stop();
    }
  }
  /** What the second factor of everybody who has one opens to, with the keys of now. */
  const opened = () =>
    withDatabase(async (client) => {
      const { rows } = await client.query<{ sealed: Buffer }>(
        'SELECT totp_sealed AS sealed FROM users WHERE totp_sealed IS NOT NULL ORDER BY username',
      );
      const secrets = openSecrets(dataDir);
      return rows.map(({ sealed }) => [secrets.openField(sealed), secrets.isCurrent(sealed)]);
    });

  beforeAll(async () => {
    const config = readConfig({ ANJU_DATA: dataDir }, []);
    const host = await openHostDatabase(config, 'serve');
    const server = await openServer({
      config,
      connection: host.app,
      applicationName: 'anju-test',
      log: pino({ level: 'silent' }),
      runJobs: false,
    });
    const nobody = {
      county: '652301',
      filledOn: calendarDate('2026-06-30'),
      round: 'now' as const,
      actor: () => expect.fail(),
      jobDone: () => Promise.resolve(),
    };
    await organisations.demo?.(server.deps, nobody);
    await access.demo?.(server.deps, nobody);
    paper = (await server.deps.files.put([Buffer.from(PAPER)], { maxBytes: 1000 })).sha256;
    const client = new pg.Client(host.owner);
    await client.connect();
    const { rows } = await client.query<{ username: string }>('SELECT username FROM users ORDER BY username');
    for (const { username } of rows)
      await client.query('UPDATE users SET totp_sealed = $1 WHERE username = $2', [
        server.deps.secrets.sealField(`secret of ${username}`),
        username,
      ]);
    await client.end();
    await server.close();
    host.filled();
    await host.stop();
    old = readFileSync(join(dataDir, 'keys/fields.json'), 'utf8');
  }, 60_000);
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }), 60_000);

  it('leaves everything readable, fields and files, in this county and every other', async () => {
    const before = await opened();
    expect(before.length).toBeGreaterThan(5);
    expect(await run('rotate'), said.join('')).toBe(0);
    expect((await opened()).every(([, current]) => !current)).toBe(true);
    expect(await run('reseal'), said.join('')).toBe(0);
    expect(said.at(-1)).toContain(`字段 ${before.length} 项，文件 1 个`);
    expect(await opened()).toEqual(before.map(([secret]) => [secret, true]));
    expect(await run('reseal', '--retire'), said.join('')).toBe(0);
    expect(said.at(-2)).toContain('字段 0 项，文件 0 个');
    expect(said.at(-1)).toContain('已停用第 1 号密钥');
    const ring = readFileSync(join(dataDir, 'keys/fields.json'), 'utf8');
    expect(ring).not.toContain(JSON.parse(old).keys['1']);
    expect(await opened()).toEqual(before.map(([secret]) => [secret, true]));
    expect(readFileSync(join(dataDir, 'files', paper.slice(0, 2), paper)).includes('PDF')).toBe(false);
  });

  it('stays while a server runs that may still seal under it', async () => {
    await run('rotate');
    await withDatabase(async () => {
      expect(await run('reseal', '--retire')).toBe(1);
    }, `${SERVING}${process.pid}`);
    expect(said.at(-1)).toContain('服务还在运行');
    expect(Object.keys(JSON.parse(readFileSync(join(dataDir, 'keys/fields.json'), 'utf8')).keys)).toEqual([
      '2',
      '3',
    ]);
  });

  it('stays while something can’t be opened', async () => {
    const path = join(dataDir, 'files', paper.slice(0, 2), paper);
    const whole = readFileSync(path);
    writeFileSync(path, whole.subarray(0, whole.length - 1));
    expect(await run('reseal', '--retire')).toBe(1);
    expect(said.at(-1)).toContain(paper);
    expect(Object.keys(JSON.parse(readFileSync(join(dataDir, 'keys/fields.json'), 'utf8')).keys)).toEqual([
      '2',
      '3',
    ]);
  });

  it('is asked for by name', async () => {
    expect(await runKeys(['retire'], io)).toBe(2);
    expect(said.at(-1)).toContain('用法');
  });
});

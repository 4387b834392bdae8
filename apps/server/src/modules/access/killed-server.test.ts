import { type ChildProcess, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROJECT_ROOT } from '../../platform/config.ts';
import { openDatabase } from '../../platform/postgres/database.ts';
import { startEmbedded } from '../../platform/postgres/embedded.ts';
import { scratchFolder } from '../../platform/postgres/scratch-folder.ts';

/** `anju start` as a person starts it, with a database of its own. */
interface Running {
  readonly child: ChildProcess;
  readonly address: string;
  readonly said: string;
}

describe('a server killed with SIGKILL', () => {
  const scratch = scratchFolder('killed');
  const dataDir = join(scratch, 'data');
  let running: Running | null = null;

  async function start(): Promise<Running> {
    const args = [
      join(PROJECT_ROOT, 'apps/server/bin/anju.mjs'),
      'start',
      '--empty',
      '--data',
      dataDir,
      '--port',
      '0',
    ];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    const address = await new Promise<string>((resolve, reject) => {
      const hear = (chunk: Buffer) => {
        said += chunk.toString();
        const found = /安居已启动：(\S+)/.exec(said)?.[1];
        if (found) resolve(found);
      };
      child.stdout.on('data', hear);
      child.stderr.on('data', hear);
      child.on('exit', (code) => reject(new Error(`ended with ${code}: ${said}`)));
    });
    return { child, address, said };
  }

  const end = async ({ child }: Running, signal: 'SIGKILL' | 'SIGTERM') => {
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    return await gone;
  };

  beforeAll(async () => {
    running = await start();
  });
  afterAll(async () => {
    if (running) await end(running, 'SIGTERM');
    rmSync(scratch, { recursive: true, force: true });
  });

  it('has lost no act it acknowledged, and done none twice, when it comes back', {
    timeout: 120_000,
  }, async () => {
    if (!running) throw new Error('not running');
    const { address, said } = running;
    const password = /一次性密码\s+(\S+)/.exec(said)?.[1] ?? '';
    const acknowledged = new Set<string>();
    // Sign-ins: each is a session and an event in one transaction, acknowledged with a cookie.
    const killAt = 25;
    const worker = async () => {
      for (;;) {
        const answer = await fetch(`${address}/api/session`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ username: 'admin', password }),
        }).catch(() => null);
        if (answer === null || answer.status === 429) return;
        const token = /anju_session=([\w-]+)/.exec(answer.headers.get('set-cookie') ?? '')?.[1];
        if (token) acknowledged.add(token);
        if (acknowledged.size === killAt && running) running.child.kill('SIGKILL');
      }
    };
    await Promise.all([worker(), worker(), worker()]);
    expect(acknowledged.size).toBeGreaterThanOrEqual(killAt);

    running = await start();
    for (const token of acknowledged) {
      const me = await fetch(`${running.address}/api/session`, {
        headers: { cookie: `anju_session=${token}` },
      });
      expect(me.status).toBe(200);
    }
    const server = await startEmbedded({ dataDir, mode: 'attach' });
    const connection = server.connection('anju');
    const owner = openDatabase({ connection, role: 'owner', applicationName: 'test' });
    const count = async (table: 'sessions' | 'events') => {
      const all = owner.selectFrom(table).select((is) => is.fn.countAll<number>().as('n'));
      return (
        await (table === 'events' ? all.where('act', '=', 'session.sign-in') : all).executeTakeFirstOrThrow()
      ).n;
    };
    const [sessions, events] = [await count('sessions'), await count('events')];
    await owner.destroy();
    // At most the three that were under way may be there without an answer; each with its event.
    expect(sessions).toBe(events);
    expect(sessions - acknowledged.size).toBeGreaterThanOrEqual(0);
    expect(sessions - acknowledged.size).toBeLessThanOrEqual(3);
    expect(await end(running, 'SIGTERM')).toBe(0);
    running = null;
  });
});

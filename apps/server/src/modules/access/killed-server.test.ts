import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openServer } from '../../open-server.ts';
import { PROJECT_ROOT, readConfig } from '../../platform/config.ts';
import { inScope } from '../../platform/postgres/database.ts';
import { startEmbedded } from '../../platform/postgres/embedded.ts';
import { scratchFolder } from '../../platform/postgres/scratch-folder.ts';
import { COUNTY, makeCounty, PASSWORD } from '../../platform/testing/index.ts';
import { typed } from '../clues/testing/clue-desk.ts';
import { raiseFindings } from '../findings/testing/raise-findings.ts';
import { hashPassword } from './password.ts';
import { insertUser } from './user-store.ts';

/** Findings of each of two clients; four acts on each. */
const FINDINGS_EACH = 40;
/** So many acts are acknowledged when the server dies. */
const KILL_AT = 60;

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

  /** A county with an officer and findings to work on, as the server itself would store them. */
  async function layCounty(): Promise<readonly string[]> {
    const cluster = await startEmbedded({ dataDir, mode: 'attach' });
    const desk = await openServer({
      config: readConfig({ ANJU_DATA: dataDir, ANJU_LOG_LEVEL: 'silent' }, []),
      connection: cluster.connection('anju'),
      applicationName: 'test',
      runJobs: false,
      poolSize: 2,
    });
    const { deps } = desk;
    await makeCounty(desk, COUNTY, '昌吉市', false);
    const passwordHash = await hashPassword(PASSWORD);
    await inScope(deps.db, COUNTY, (tx) =>
      insertUser(tx, {
        county: COUNTY,
        id: deps.ids(),
        username: 'jingban',
        name: '测试经办',
        roles: ['county-officer'],
        requestedRoles: [],
        requestedBy: null,
        organisation: COUNTY,
        departmentId: null,
        passwordHash,
        mustChangePassword: false,
        passwordExpiresAt: null,
        demonstration: false,
        at: deps.clock.now(),
      }),
    );
    const rules = Array.from({ length: 2 * FINDINGS_EACH }, () => 'housing.owned');
    const raised = await raiseFindings({ deps, db: deps.db }, COUNTY, rules);
    await desk.close();
    return raised.map(({ id }) => id);
  }

  /** What was stored of the acts, what the events say of them, and how many people signed in. */
  async function readBack() {
    const cluster = await startEmbedded({ dataDir, mode: 'attach' });
    const owner = new pg.Client(cluster.connection('anju'));
    await owner.connect();
    const column = async (statement: string) =>
      (await owner.query<{ it: string }>(statement)).rows.map(({ it }) => it);
    const done = await column(`
      SELECT finding_id || ' ' || act AS it FROM finding_notes
      UNION ALL SELECT clue_id || ' ' || act FROM clue_notes ORDER BY 1`);
    const events = await column(`
      SELECT subject_id || ' ' || coalesce(payload->>'did', 'register') AS it FROM events
      WHERE subject_type IN ('finding', 'clue') ORDER BY 1`);
    const signIns = await column("SELECT subject_id AS it FROM events WHERE act = 'session.sign-in'");
    const sessions = await column('SELECT user_id AS it FROM sessions');
    await owner.end();
    return { done, events, signIns, sessions };
  }

  it('has lost no act it acknowledged, and done none twice or without its event, when it comes back', {
    timeout: 240_000,
  }, async () => {
    if (!running) throw new Error('not running');
    const { address, said, child } = running;
    const gone = once(child, 'exit');
    const firstPassword = /一次性密码\s+(\S+)/.exec(said)?.[1] ?? '';
    const findings = await layCounty();
    const told = new Set<string>();
    const sessions = new Set<string>();

    /** The answer to what was acknowledged in full; null once the server is gone. */
    const post = async (url: string, body: object, cookie = '') => {
      try {
        const answer = await fetch(`${address}/api/${url}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', cookie },
          body: JSON.stringify(body),
        });
        const content = await answer.text();
        if (answer.status >= 300) throw new Refused(`${url}: ${content}`);
        const token = /anju_session=[\w-]+/.exec(answer.headers.get('set-cookie') ?? '')?.[0];
        return { token, content: JSON.parse(content) };
      } catch (error) {
        if (error instanceof Refused) throw error;
        return null;
      }
    };
    const signIn = async (username: string, password: string) => {
      const token = (await post('session', { username, password }))?.token;
      if (token !== undefined) sessions.add(token);
      return token;
    };
    /** Notes what was acknowledged; the server dies in the middle of the others' acts. */
    const tell = (subject: string, did: string) => {
      told.add(`${subject} ${did}`);
      if (told.size === KILL_AT) child.kill('SIGKILL');
    };
    const workOnFindings = async (ids: readonly string[], cookie: string) => {
      const acts = [
        ['tell-family', 'tell', { method: 'phone', note: '已电话告知', answerBy: '2099-01-01' }],
        ['record-answer', 'answer', { text: '房屋已出售' }],
        ['propose', 'propose', { conclusion: 'explained', reason: '登记未更新' }],
      ] as const;
      for (const id of ids) {
        const assigned = { ids: [id], organisation: COUNTY, dueOn: '2099-01-01' };
        if ((await post('findings/assign', assigned, cookie)) === null) return;
        tell(id, 'assign');
        for (const [n, [did, path, body]] of acts.entries()) {
          if ((await post(`findings/${id}/${path}`, { ...body, version: 2 + n }, cookie)) === null) return;
          tell(id, did);
        }
      }
    };
    const workOnClues = async (cookie: string) => {
      for (;;) {
        const registered = await post('clues', typed({ receivedOn: '2026-01-01' }), cookie);
        if (registered === null) return;
        const { id } = registered.content;
        tell(id, 'register');
        if ((await post(`clues/${id}/accept`, { kind: 'report', version: 1 }, cookie)) === null) return;
        tell(id, 'accept');
      }
    };
    const keepSigningIn = async () => {
      while ((await signIn('admin', firstPassword)) !== undefined);
    };
    const cookie = (await signIn('jingban', PASSWORD)) ?? '';
    await Promise.all([
      workOnFindings(findings.slice(FINDINGS_EACH), cookie),
      workOnFindings(findings.slice(0, FINDINGS_EACH), cookie),
      workOnClues(cookie),
      keepSigningIn(),
    ]);
    expect(told.size).toBeGreaterThanOrEqual(KILL_AT);
    expect(await gone).toEqual([null, 'SIGKILL']);

    running = await start();
    for (const token of sessions) {
      const me = await fetch(`${running.address}/api/session`, { headers: { cookie: token } });
      expect(me.status).toBe(200);
    }
    const stored = await readBack();
    expect(stored.events).toEqual(stored.done);
    expect(new Set(stored.done).size).toBe(stored.done.length);
    expect([...told].filter((one) => !stored.done.includes(one))).toEqual([]);
    // What was under way may be there without an answer: one act of each client.
    expect(stored.done.length - told.size).toBeLessThanOrEqual(3);
    expect(stored.signIns.length).toBe(stored.sessions.length);
    expect(stored.sessions.length - sessions.size).toBeGreaterThanOrEqual(0);
    expect(stored.sessions.length - sessions.size).toBeLessThanOrEqual(1);
    expect(await end(running, 'SIGTERM')).toBe(0);
    running = null;
  });
});

/** An answer that the server gave on purpose. */
class Refused extends Error {}

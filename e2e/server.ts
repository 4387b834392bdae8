import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const COMMAND = join(import.meta.dirname, '../apps/server/bin/anju.mjs');
const READY = '按 Ctrl+C 停止。';

export interface Account {
  readonly username: string;
  readonly role: string;
}

/** What `anju start` printed of itself. */
export interface Printed {
  readonly address: string;
  /** The demonstration's accounts; none in a real database. */
  readonly accounts: readonly Account[];
  /** The password of all of these accounts, or the first administrator's one-time password. */
  readonly password: string;
}

export interface RunningServer extends Printed {
  /** SIGTERM. Throws when the server didn't end in good order. */
  readonly stop: () => Promise<void>;
}

/** Starts the product as its user does and waits until it says that it is up. */
export async function startServer(dataDir: string, ...options: readonly string[]): Promise<RunningServer> {
  const child = spawn(process.execPath, [COMMAND, 'start', '--data', dataDir, '--port', '0', ...options], {
    env: environment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stop = async () => {
    const code = await terminate(child);
    if (code !== 0) throw new Error(`anju start ended with ${code}`);
  };
  try {
    return { ...read(await untilReady(child)), stop };
  } catch (error) {
    await terminate(child);
    throw error;
  }
}

/** As in a person's shell: without what the test runner sets, or what leads to another database or port. */
function environment(): NodeJS.ProcessEnv {
  const foreign = /^(?:NODE_ENV|DATABASE_URL|ANJU_.*|VITEST.*)$/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}

async function untilReady(child: ChildProcess): Promise<string> {
  let said = '';
  const ready = new Promise<void>((resolve) => {
    child.stdout?.on('data', (chunk) => {
      said += String(chunk);
      if (said.includes(READY)) resolve();
    });
    child.stderr?.on('data', (chunk) => {
      said += String(chunk);
    });
  });
  const ended = once(child, 'close').then(([code]) => {
    throw new Error(`anju start ended with ${code}:\n${said}`);
  });
  await Promise.race([ready, ended]);
  return said;
}

async function terminate(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    const gone = once(child, 'close');
    child.kill('SIGTERM');
    await gone;
  }
  return child.exitCode;
}

/** Address, accounts and password from the words of the start; throws when they are not there. */
export function read(said: string): Printed {
  const address = /安居已启动：(http:\/\/\S+)/.exec(said)?.[1];
  const password = /密码都是 (\S+)/.exec(said)?.[1] ?? /一次性密码\s+(\S+)/.exec(said)?.[1];
  if (address === undefined || password === undefined)
    throw new Error(`anju start did not say where:\n${said}`);
  const table = said.split(/密码都是 .*\n/)[1]?.split('\n\n')[0] ?? '';
  const accounts = [...table.matchAll(/^ +(\w+) +(\S+)$/gm)].map(([, username = '', role = '']) => ({
    username,
    role,
  }));
  return { address, accounts, password };
}

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the database server wrote about itself into its data folder. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
}

/**
 * The server that still runs on `cluster`, or null. After a SIGKILL of our process the server goes on without us;
 * after a SIGKILL of the server its file stays behind and the number may belong to any other process by now.
 */
export function runningPostmaster(cluster: string): Postmaster | null {
  const file = join(cluster, 'postmaster.pid');
  if (!existsSync(file)) return null;
  const lines = readFileSync(file, 'utf8').split('\n');
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  if (!Number.isInteger(pid) || pid <= 1 || lines[1] !== cluster || !isAlive(pid)) return null;
  return isPostgres(pid) && Number.isInteger(port) && port > 0 ? { pid, port } : null;
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it is there, but another user's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function isPostgres(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres');
  } catch {
    // No /proc on this system: the file's word must do.
    return !existsSync('/proc/self/cmdline');
  }
}

/** Asks a server to shut down (SIGINT: sessions are ended, the data is written) and waits until it is gone. */
export async function stopPostmaster(pid: number, patienceMs = 30_000): Promise<void> {
  if (!isAlive(pid)) return;
  process.kill(pid, 'SIGINT');
  const giveUp = Date.now() + patienceMs;
  while (isAlive(pid)) {
    if (Date.now() > giveUp) {
      // SIGQUIT: stops at once; the next start replays the log.
      process.kill(pid, 'SIGQUIT');
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

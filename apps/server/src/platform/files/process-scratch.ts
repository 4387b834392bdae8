import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';

const DAY_MS = 86_400_000;
const HOST = hostname().replace(/[^A-Za-z0-9-]/g, '-');

const rootOf = (dataDir: string) => join(dataDir, 'scratch');

/**
 * Where this process keeps what it needs for a while: files opened for a job, a reader's overflow. Below the data
 * folder, because /tmp may be small and is not ours alone.
 */
export function processScratch(dataDir: string): string {
  const folder = join(rootOf(dataDir), `${HOST}-${process.pid}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}

/** Removes what killed processes left behind: it may hold a register in the clear. To be called at the start. */
export function sweepScratch(dataDir: string): void {
  const root = rootOf(dataDir);
  mkdirSync(root, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(root)) {
    const path = join(root, name);
    if (isAbandoned(name, path)) rmSync(path, { recursive: true, force: true });
  }
}

function isAbandoned(name: string, path: string): boolean {
  const [, host, pid] = /^(.+)-(\d+)$/.exec(name) ?? [];
  if (host === HOST) return Number(pid) !== process.pid && !isAlive(Number(pid));
  // Of another machine or container on the same folder, which can't be asked; or of an earlier version.
  const found = statSync(path, { throwIfNoEntry: false });
  return found !== undefined && Date.now() - found.mtimeMs > DAY_MS;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { uuidv7 } from 'uuidv7';

export interface LocalCopy {
  readonly path: string;
  /** Lets the copy go when room is needed; more than once is harmless. */
  release(): void;
}

export interface LocalCopies {
  /** A copy that stays until it is released. `fetch` writes it to `target` where there is none, durably. */
  acquire(sha256: string, fetch: Fetch): Promise<LocalCopy>;
  /** Takes over a file that is already whole, durable and checked, where it fits. */
  adopt(sha256: string, file: { readonly path: string; readonly size: number }): void;
  /** Forgets a copy, also one in use: whoever has it open can read it to its end. */
  drop(sha256: string): void;
}

/** `makeRoom` is told the size as soon as it is known. */
export type Fetch = (target: string, makeRoom: (bytes: number) => void) => Promise<void>;

export interface CopyLimits {
  /** What copies may take up in all. Those in use stay even beyond it: a run needs all its registers at once. */
  readonly maxBytes: number;
  /** A copy that nobody used for so long goes: another machine may have removed the file itself by now. */
  readonly maxAgeMs: number;
}

/** Opens the folder of copies of files that are kept elsewhere. */
export function openLocalCopies(folder: string, limits: CopyLimits): LocalCopies {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const users = new Map<string, number>();
  const arriving = new Map<string, Promise<void>>();
  const pathOf = (sha256: string) => join(folder, sha256);
  const makeRoom = (bytes: number) => tidy(folder, limits, new Set(users.keys()), bytes);

  const arrive = async (sha256: string, fetch: Fetch): Promise<void> => {
    const scratch = join(folder, `${uuidv7()}.part`);
    try {
      await fetch(scratch, makeRoom);
      renameSync(scratch, pathOf(sha256));
    } finally {
      rmSync(scratch, { force: true });
      arriving.delete(sha256);
    }
  };
  const hold = (sha256: string): (() => void) => {
    users.set(sha256, (users.get(sha256) ?? 0) + 1);
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      const left = (users.get(sha256) ?? 1) - 1;
      if (left > 0) users.set(sha256, left);
      else users.delete(sha256);
      makeRoom(0);
    };
  };

  return {
    acquire: async (sha256, fetch) => {
      const release = hold(sha256);
      try {
        const path = pathOf(sha256);
        if (!existsSync(path)) {
          const arrival = arriving.get(sha256) ?? arrive(sha256, fetch);
          if (!arriving.has(sha256)) arriving.set(sha256, arrival);
          await arrival;
        }
        const now = new Date();
        if (existsSync(path)) utimesSync(path, now, now);
        return { path, release };
      } catch (error) {
        release();
        throw error;
      }
    },
    adopt: (sha256, { path, size }) => {
      if (size > limits.maxBytes) return;
      makeRoom(size);
      renameSync(path, pathOf(sha256));
    },
    drop: (sha256) => rmSync(pathOf(sha256), { force: true }),
  };
}

interface Entry {
  readonly path: string;
  readonly name: string;
  readonly size: number;
  readonly usedAt: number;
}

/** Removes what is too old, then the longest unused until `incoming` more bytes fit. */
function tidy(folder: string, limits: CopyLimits, inUse: ReadonlySet<string>, incoming: number): void {
  const entries = readdirSync(folder).flatMap((name): Entry[] => {
    const path = join(folder, name);
    const found = statSync(path, { throwIfNoEntry: false });
    return found ? [{ path, name, size: found.size, usedAt: found.mtimeMs }] : [];
  });
  let total = incoming + entries.reduce((sum, entry) => sum + entry.size, 0);
  for (const entry of entries.sort((a, b) => a.usedAt - b.usedAt)) {
    const tooOld = Date.now() - entry.usedAt > limits.maxAgeMs;
    const isWhole = !entry.name.endsWith('.part');
    if (inUse.has(entry.name) || !(tooOld || (isWhole && total > limits.maxBytes))) continue;
    rmSync(entry.path, { force: true });
    total -= entry.size;
  }
}

import { readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** PostgreSQL refuses to run as root, so root lends it another user. */
export interface ServerUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** Who PostgreSQL runs as when we are root: postgres where there is one, else nobody. Null when we aren't root. */
export function serverUser(): ServerUser | null {
  if (process.getuid?.() !== 0) return null;
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  for (const name of ['postgres', 'nobody']) {
    const found = accounts.find((fields) => fields[0] === name);
    if (found) return { name, uid: Number(found[2]), gid: Number(found[3]) };
  }
  return { name: 'nobody', uid: 65_534, gid: 65_534 };
}

/** True when `user` may read `path` and pass through every folder above it, by the permission bits alone. */
export function canReach(path: string, user: ServerUser): boolean {
  try {
    if (!allows(path, user, 0o4)) return false;
    for (let folder = dirname(path); ; folder = dirname(folder)) {
      if (!allows(folder, user, 0o1)) return false;
      if (folder === dirname(folder)) return true;
    }
  } catch {
    return false;
  }
}

function allows(path: string, user: ServerUser, bit: number): boolean {
  const { uid, gid, mode } = statSync(path);
  const shift = uid === user.uid ? 6 : gid === user.gid ? 3 : 0;
  return ((mode >> shift) & bit) !== 0;
}

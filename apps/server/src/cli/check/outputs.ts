import { mkdir, open, rename, rm, rmdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

/** The folder of the results can't be made or written to; the message is Chinese and ends with the remedy. */
export class OutputFault extends Error {}

/**
 * Files that appear together or not at all: written under temporary names, renamed by `publish`. A failed run leaves
 * what was there before.
 */
export class Outputs {
  readonly #folder: string;
  readonly #names: string[] = [];
  readonly #made: string[] = [];

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Makes the folder, one level after the other: made recursively, some never come to an end. Throws OutputFault. */
  async prepare(): Promise<void> {
    const missing: string[] = [];
    let folder = resolve(this.#folder);
    try {
      while (!(await isThere(folder))) {
        missing.unshift(folder);
        folder = dirname(folder);
      }
      for (const one of missing) {
        await mkdir(one);
        this.#made.push(one);
      }
      const probe = this.pathOf('findings.jsonl');
      await (await open(probe, 'w')).close();
    } catch (error) {
      await this.discard();
      const why = error instanceof Error && 'code' in error ? `（${String(error.code)}）` : '';
      throw new OutputFault(`结果写不进 ${this.#folder}${why}。请检查 --out 的文件夹和权限。`);
    }
  }

  /** Where to write `name` for now. */
  pathOf(name: string): string {
    if (!this.#names.includes(name)) this.#names.push(name);
    return join(this.#folder, `.${name}.${process.pid}.part`);
  }

  async publish(): Promise<void> {
    for (const name of this.#names) await rename(this.pathOf(name), join(this.#folder, name));
  }

  async discard(): Promise<void> {
    for (const name of this.#names) await rm(this.pathOf(name), { force: true }).catch(() => undefined);
    // Only what this run made, and only while nothing stands in it.
    for (const folder of this.#made.reverse()) await rmdir(folder).catch(() => undefined);
  }
}

/** Whether the folder exists. Throws where something else stands in its place. */
async function isThere(folder: string): Promise<boolean> {
  const found = await stat(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (found !== null && !found.isDirectory()) throw Object.assign(new Error(), { code: 'ENOTDIR' });
  return found !== null;
}

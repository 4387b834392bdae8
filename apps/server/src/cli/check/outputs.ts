import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Files that appear together or not at all: written under temporary names, renamed by `publish`. A failed run leaves
 * what was there before.
 */
export class Outputs {
  readonly #folder: string;
  readonly #names: string[] = [];

  constructor(folder: string) {
    this.#folder = folder;
  }

  async prepare(): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
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
    for (const name of this.#names) await rm(this.pathOf(name), { force: true });
  }
}

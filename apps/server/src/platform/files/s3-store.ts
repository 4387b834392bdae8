import { createReadStream, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import type { FastifyBaseLogger } from 'fastify';
import { uuidv7 } from 'uuidv7';
import type { Clock } from '../clock.ts';
import { Problem } from '../problem.ts';
import { type FileStore, fileMissing, keyOf } from './file-store.ts';
import { type CopyLimits, type LocalCopy, openLocalCopies } from './local-copies.ts';
import { isCurrent, readOpened, type SealedFile, withOpened } from './opened-copy.ts';
import { openIncoming, receiveFile } from './receive-file.ts';
import { openS3Client, type S3Config } from './s3-client.ts';
import { asFault, type Operation, S3Fault, unavailable } from './s3-faults.ts';
import type { FileKeys } from './seal-stream.ts';

export interface S3StoreOptions {
  readonly config: S3Config;
  /** Uploads arrive below it, copies for reading stand in it. */
  readonly dataDir: string;
  readonly keys: FileKeys;
  readonly clock: Clock;
  readonly log: Pick<FastifyBaseLogger, 'error'>;
  readonly copies?: CopyLimits;
  /** How long to wait before each further attempt. */
  readonly pausesMs?: readonly number[];
  readonly silenceMs?: number;
}

const COPIES: CopyLimits = { maxBytes: 16 * 1024 ** 3, maxAgeMs: 86_400_000 };
const PAUSES_MS = [200, 1000];

/**
 * Opens the store in a bucket. An upload is received on this machine's disk first, so that it is judged and sealed,
 * and its digest known, before the store hears of it; then one PUT (5 GiB at most, above every limit of ours) stores it.
 */
export function openS3Store(options: S3StoreOptions): FileStore {
  const { dataDir, keys, log } = options;
  const client = openS3Client(options);
  const copies = openLocalCopies(join(dataDir, 'files-cache'), options.copies ?? COPIES);
  const incoming = join(dataDir, 'files', 'incoming');
  openIncoming(incoming);

  /** Every call is safe to do twice: what is stored under a digest is always the same once it is opened. */
  const attempt = async <T>(operation: Operation, sha256: string, act: () => Promise<T>): Promise<T> => {
    const pauses = [...(options.pausesMs ?? PAUSES_MS)];
    for (;;) {
      try {
        return await act();
      } catch (caught) {
        const fault = asFault(caught);
        if (!(fault instanceof S3Fault)) throw fault;
        const wait = fault.passing ? pauses.shift() : undefined;
        if (wait === undefined) {
          const { status, code, message } = fault;
          log.error({ operation, file: sha256, status, code, message }, 'file store failed');
          throw unavailable(operation, fault);
        }
        await new Promise((resolve) => setTimeout(resolve, wait));
      }
    }
  };

  const copyOf = async (sha256: string): Promise<LocalCopy> => {
    const key = keyOf(sha256);
    return await copies.acquire(sha256, async (target, makeRoom) => {
      const found = await attempt('get', sha256, () =>
        client.get(key, async (content, size) => {
          makeRoom(size);
          await download(content, target);
          return true;
        }),
      );
      if (found === null) throw fileMissing(sha256);
    });
  };

  /** Opens a copy, and forgets it where it is damaged: the next reader asks the store again. */
  const opened = async <T>(copy: LocalCopy, sha256: string, open: (file: SealedFile) => Promise<T>) => {
    try {
      return await open({ sha256, path: copy.path, keys, dataDir });
    } catch (error) {
      if (error instanceof Problem && error.code === 'file-damaged') {
        log.error({ file: sha256 }, 'file damaged in the store');
        copies.drop(sha256);
      }
      throw error;
    } finally {
      copy.release();
    }
  };

  const put: FileStore['put'] = async (source, limits) => {
    const scratch = join(incoming, uuidv7());
    try {
      const { stored, sealed } = await receiveFile({ source, scratch, limits, keys });
      const { sha256 } = stored;
      await attempt('put', sha256, async () => {
        await client.put(keyOf(sha256), { path: scratch, ...sealed });
        // Something else at this address may say yes to everything.
        const found = await client.size(keyOf(sha256));
        if (found !== sealed.size)
          throw new S3Fault(`holds ${found} bytes of ${sealed.size} after the upload`);
      });
      copies.adopt(sha256, { path: scratch, size: sealed.size });
      return stored;
    } finally {
      rmSync(scratch, { force: true });
    }
  };
  const has: FileStore['has'] = async (sha256) => {
    const key = keyOf(sha256);
    return (await attempt('look', sha256, () => client.size(key))) !== null;
  };

  return {
    put,
    has,
    digests: async function* () {
      let after = '';
      for (;;) {
        const keys = await attempt('look', '', () => client.list(after));
        if (keys.length === 0) return;
        after = keys.at(-1) ?? '';
        yield* keys.map((key) => key.slice(3)).filter((name) => /^[0-9a-f]{64}$/.test(name));
      }
    },
    // A bucket has no way to show a beginning only that every store knows: the whole file is fetched to be looked at.
    reseal: async (sha256) => {
      if (!(await has(sha256))) return false;
      return await opened(await copyOf(sha256), sha256, async (file) => {
        if (await isCurrent(file)) return false;
        await withOpened(file, (path) => put(createReadStream(path), { maxBytes: Infinity }));
        return true;
      });
    },
    withPath: async (sha256, work, signal) =>
      await opened(await copyOf(sha256), sha256, (file) => withOpened(file, work, signal)),
    read: async (sha256) => await opened(await copyOf(sha256), sha256, readOpened),
    remove: async (sha256) => {
      const key = keyOf(sha256);
      copies.drop(sha256);
      await attempt('remove', sha256, () => client.remove(key));
    },
  };
}

/** Writes the content to a new file at `target` and syncs it. */
async function download(content: IncomingMessage, target: string): Promise<void> {
  // An earlier attempt may have left its half.
  const file = await open(target, 'w', 0o600);
  try {
    for await (const chunk of content) await file.writeFile(chunk);
    await file.sync();
  } finally {
    await file.close();
  }
}

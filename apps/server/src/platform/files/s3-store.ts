import { createHash } from 'node:crypto';
import { createReadStream, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import type { FastifyBaseLogger } from 'fastify';
import { uuidv7 } from 'uuidv7';
import type { Clock } from '../clock.ts';
import { type FileStore, fileMissing, keyOf } from './file-store.ts';
import { type CopyLimits, type LocalCopy, openLocalCopies } from './local-copies.ts';
import { openIncoming, receiveFile } from './receive-file.ts';
import { openS3Client, type S3Config } from './s3-client.ts';
import { asFault, fileDamaged, type Operation, S3Fault, unavailable } from './s3-faults.ts';

export interface S3StoreOptions {
  readonly config: S3Config;
  /** Uploads arrive below it, copies for reading stand in it. */
  readonly dataDir: string;
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
 * Opens the store in a bucket. An upload is received on this machine's disk first, so that it is judged, and its
 * digest known, before the store hears of it; then one PUT (5 GiB at most, above every limit of ours) stores it.
 */
export function openS3Store(options: S3StoreOptions): FileStore {
  const { dataDir, log } = options;
  const client = openS3Client(options);
  const copies = openLocalCopies(join(dataDir, 'files-cache'), options.copies ?? COPIES);
  const incoming = join(dataDir, 'files', 'incoming');
  openIncoming(incoming);

  /** Every call is safe to do twice: what is stored under a digest is always the same. */
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
          return await download(content, target);
        }),
      );
      if (found === null) throw fileMissing(sha256);
      if (found === sha256) return;
      log.error({ file: sha256, found }, 'file damaged in the store');
      throw fileDamaged(sha256, found);
    });
  };

  return {
    put: async (source, limits) => {
      const scratch = join(incoming, uuidv7());
      try {
        const stored = await receiveFile(source, scratch, limits);
        const { sha256, size } = stored;
        await attempt('put', sha256, async () => {
          await client.put(keyOf(sha256), { path: scratch, size, sha256 });
          // Something else at this address may say yes to everything.
          const found = await client.size(keyOf(sha256));
          if (found !== size) throw new S3Fault(`holds ${found} bytes of ${size} after the upload`);
        });
        copies.adopt(sha256, { path: scratch, size });
        return stored;
      } finally {
        rmSync(scratch, { force: true });
      }
    },
    has: async (sha256) => {
      const key = keyOf(sha256);
      return (await attempt('look', sha256, () => client.size(key))) !== null;
    },
    withPath: async (sha256, work) => {
      const copy = await copyOf(sha256);
      try {
        return await work(copy.path);
      } finally {
        copy.release();
      }
    },
    read: async (sha256) => {
      const copy = await copyOf(sha256);
      return createReadStream(copy.path).on('close', copy.release);
    },
    remove: async (sha256) => {
      const key = keyOf(sha256);
      copies.drop(sha256);
      await attempt('remove', sha256, () => client.remove(key));
    },
  };
}

/** Writes the content to a new file at `target`, syncs it and returns its digest. */
async function download(content: IncomingMessage, target: string): Promise<string> {
  // An earlier attempt may have left its half.
  const file = await open(target, 'w', 0o600);
  try {
    const hash = createHash('sha256');
    for await (const chunk of content) {
      hash.update(chunk);
      await file.writeFile(chunk);
    }
    await file.sync();
    return hash.digest('hex');
  } finally {
    await file.close();
  }
}

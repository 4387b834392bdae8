import type { FastifyBaseLogger } from 'fastify';
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import type { FileStore } from './file-store.ts';
import { openLocalStore } from './local-store.ts';
import { sweepScratch } from './process-scratch.ts';
import { openS3Store } from './s3-store.ts';
import type { FileKeys } from './seal-stream.ts';

/** Opens the store that the configuration names: a bucket, else this machine's disk; what a crash left open goes. */
export function openFileStore(
  { dataDir, s3 }: Pick<Config, 'dataDir' | 's3'>,
  { clock, log, keys }: { readonly clock: Clock; readonly log: FastifyBaseLogger; readonly keys: FileKeys },
): FileStore {
  sweepScratch(dataDir);
  return s3 ? openS3Store({ config: s3, dataDir, keys, clock, log }) : openLocalStore(dataDir, keys);
}

import type { FastifyBaseLogger } from 'fastify';
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import type { FileStore } from './file-store.ts';
import { openLocalStore } from './local-store.ts';
import { openS3Store } from './s3-store.ts';

/** Opens the store that the configuration names: a bucket, else this machine's disk. */
export function openFileStore(
  { dataDir, s3 }: Pick<Config, 'dataDir' | 's3'>,
  { clock, log }: { readonly clock: Clock; readonly log: FastifyBaseLogger },
): FileStore {
  return s3 ? openS3Store({ config: s3, dataDir, clock, log }) : openLocalStore(dataDir);
}

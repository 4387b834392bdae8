import type { FastifyBaseLogger } from 'fastify';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import type { FileStore } from './files/file-store.ts';
import type { Database } from './postgres/database.ts';
import type { Secrets } from './secrets.ts';

/** What every module is given. Time, randomness and ids come from here. */
export interface Deps {
  readonly db: Database;
  readonly clock: Clock;
  /** A new UUIDv7. */
  readonly ids: () => string;
  readonly config: Config;
  readonly secrets: Secrets;
  /** The key of reporters' identities alone: what another key opens does not open these. */
  readonly reporterSecrets: Pick<Secrets, 'sealField' | 'openField'>;
  readonly files: FileStore;
  readonly log: FastifyBaseLogger;
  /** Chinese labels of the acts in the event list, the modules' own among them. */
  readonly actLabels: Readonly<Record<string, string>>;
}

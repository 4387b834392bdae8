import { hkdfSync, scryptSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Chunks } from '../files/file-store.ts';
import { type FileKeys, openStream, SealError, sealStream } from '../files/seal-stream.ts';
import { BackupError } from './manifest.ts';

const MIN_LENGTH = 12;

/** The passphrase in a file, without the line end. Throws BackupError, in Chinese. */
export function readPassphrase(file: string): string {
  let text: string;
  try {
    text = readFileSync(file, 'utf8').trim();
  } catch {
    throw new BackupError(`读不到口令文件 ${file}。请检查路径和权限。`);
  }
  if ([...text].length < MIN_LENGTH)
    throw new BackupError(`口令文件 ${file} 中的口令太短，至少 ${MIN_LENGTH} 个字符。`);
  return text;
}

/** What a backup's files pass through on their way out and in. */
export interface BackupSeal {
  readonly seal: (content: Chunks) => AsyncIterable<Uint8Array>;
  readonly open: (content: Chunks) => AsyncIterable<Uint8Array>;
}

async function* asItIs(content: Chunks): AsyncGenerator<Uint8Array> {
  yield* content;
}

export const UNSEALED: BackupSeal = { seal: asItIs, open: asItIs };

/** Seals by a passphrase that is kept elsewhere than the backup, in the format of stored files. `salt`: 32 bytes. */
export function sealBy(passphrase: string, salt: Buffer): BackupSeal {
  // OWASP's minimum for scrypt; 32 MB and a tenth of a second, once a backup.
  const master = scryptSync(passphrase, salt, 32, { N: 2 ** 15, r: 8, p: 3, maxmem: 64 * 1024 ** 2 });
  const keys: FileKeys = {
    current: 0,
    derive: (_, fileSalt) => Buffer.from(hkdfSync('sha256', master, fileSalt, 'anju backup', 32)),
  };
  return { seal: (content) => sealStream(content, keys), open: (content) => opened(content, keys) };
}

async function* opened(content: Chunks, keys: FileKeys): AsyncGenerator<Uint8Array> {
  try {
    yield* openStream(content, keys);
  } catch (error) {
    if (!(error instanceof SealError)) throw error;
    throw new BackupError('备份打不开：口令不对，或备份已被改动。没有恢复任何内容。');
  }
}

import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeDurably } from './durable-file.ts';
import type { FileKeys } from './files/seal-stream.ts';

/** Seals personal fields; finds them without opening them. The keys never enter the database. */
export interface Secrets {
  /** AES-256-GCM under the current key: 1 byte format, 4 bytes key id, 12 nonce, 16 tag, then the text. */
  sealField(text: string): Buffer;
  /** Throws SecretsError when the key is missing or a byte was changed. */
  openField(sealed: Buffer): string;
  /** False for a field that a rotation has left under an older key. */
  isCurrent(sealed: Buffer): boolean;
  /** HMAC-SHA-256 of `text` for equality search; `kind` keeps ID numbers and phones apart. 32 bytes. */
  blindIndex(kind: string, text: string): Buffer;
  /** Keys of stored files. A file's key tells nothing of the ring's. */
  readonly fileKeys: FileKeys;
}

export class SecretsError extends Error {
  override readonly name = 'SecretsError';
}

const FORMAT = 1;
const HEADER = 1 + 4 + 12 + 16;

/** Rings of keys, a file each: personal fields of families; who reported a clue (requirements M5). */
export const KEY_FILES = { fields: 'fields.json', reporters: 'reporters.json' } as const;
export type KeyRingName = keyof typeof KEY_FILES;

const KeyRing = z.object({
  current: z.number().int().positive(),
  keys: z.record(z.string(), z.base64()),
  index: z.base64(),
});
type KeyRing = z.infer<typeof KeyRing>;

const newKey = () => randomBytes(32).toString('base64');

/** Opens a ring of keys below `<dataDir>/keys`, making it at the first start. Files of mode 600. */
export function openSecrets(dataDir: string, name: KeyRingName = 'fields'): Secrets {
  const folder = join(dataDir, 'keys');
  const file = join(folder, KEY_FILES[name]);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (!existsSync(file)) {
    const ring: KeyRing = { current: 1, keys: { 1: newKey() }, index: newKey() };
    writeDurably(file, JSON.stringify(ring, null, 2), true);
  }
  // A copy from a backup or an archive may have come with wider permissions.
  chmodSync(folder, 0o700);
  chmodSync(file, 0o600);
  return secretsOf(readRing(file));
}

/**
 * Adds a new key for what is sealed from now on; the older ones still open what they sealed.
 * Servers read it at their next start. Returns the new key's id.
 */
export function rotateFieldKey(dataDir: string, name: KeyRingName = 'fields'): number {
  const file = join(dataDir, 'keys', KEY_FILES[name]);
  const ring = readRing(file);
  const current = Math.max(...Object.keys(ring.keys).map(Number)) + 1;
  writeDurably(
    file,
    JSON.stringify({ ...ring, current, keys: { ...ring.keys, [current]: newKey() } }, null, 2),
  );
  return current;
}

/**
 * Forgets every key but the current one: what they sealed and nobody sealed anew can never be opened again.
 * Returns the ids of those forgotten.
 */
export function retireFieldKeys(dataDir: string): readonly number[] {
  const file = join(dataDir, 'keys', KEY_FILES.fields);
  const ring = readRing(file);
  const old = Object.keys(ring.keys).filter((id) => Number(id) !== ring.current);
  const keys = Object.fromEntries(Object.entries(ring.keys).filter(([id]) => !old.includes(id)));
  if (old.length > 0) writeDurably(file, JSON.stringify({ ...ring, keys }, null, 2));
  return old.map(Number);
}

function readRing(file: string): KeyRing {
  const read = KeyRing.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (!read.success) throw new SecretsError(`密钥文件 ${file} 已损坏。请从备份恢复 keys 目录。`);
  return read.data;
}

function secretsOf(ring: KeyRing): Secrets {
  const keys = new Map(
    Object.entries(ring.keys).map(([id, key]) => [Number(id), Buffer.from(key, 'base64')]),
  );
  const index = Buffer.from(ring.index, 'base64');
  const keyOf = (id: number): Buffer => {
    const key = keys.get(id);
    if (!key) throw new SecretsError(`缺少第 ${id} 号密钥，无法解密。请从备份恢复 keys 目录。`);
    return key;
  };
  return {
    sealField: (text) => seal(text, ring.current, keyOf(ring.current)),
    openField: (sealed) => open(sealed, keyOf),
    isCurrent: (sealed) => sealed.length >= HEADER && sealed.readUInt32BE(1) === ring.current,
    blindIndex: (kind, text) => createHmac('sha256', index).update(`${kind}\0${text}`).digest(),
    fileKeys: {
      current: ring.current,
      derive: (id, salt) => Buffer.from(hkdfSync('sha256', keyOf(id), salt, 'anju stored file', 32)),
    },
  };
}

function seal(text: string, keyId: number, key: Buffer): Buffer {
  const header = Buffer.alloc(5);
  header.writeUInt8(FORMAT, 0);
  header.writeUInt32BE(keyId, 1);
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  // The header is authenticated too: nobody can point a field at another key.
  cipher.setAAD(header);
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([header, nonce, cipher.getAuthTag(), body]);
}

function open(sealed: Buffer, keyOf: (id: number) => Buffer): string {
  if (sealed.length < HEADER || sealed.readUInt8(0) !== FORMAT)
    throw new SecretsError('加密字段的格式不对，无法解密。');
  const decipher = createDecipheriv('aes-256-gcm', keyOf(sealed.readUInt32BE(1)), sealed.subarray(5, 17));
  decipher.setAAD(sealed.subarray(0, 5));
  decipher.setAuthTag(sealed.subarray(17, HEADER));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(HEADER)), decipher.final()]).toString('utf8');
  } catch {
    throw new SecretsError('加密字段已被改动，无法解密。');
  }
}

import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Chunks } from './file-store.ts';

/** Keys of stored files: each has its own, derived from a key of the ring. */
export interface FileKeys {
  /** Id of the ring's key that new files are sealed under. */
  readonly current: number;
  /** 32 bytes for the file of this salt. Throws SecretsError where the ring has no such key. */
  derive(keyId: number, salt: Buffer): Buffer;
}

/** A byte was changed, or the end is missing. */
export class SealError extends Error {
  override readonly name = 'SealError';
}

// A first byte above 127 and a line end: neither a text, nor a workbook, nor a picture begins like this.
const MAGIC = Buffer.from('8b414e4a550d0a01', 'hex');
const SALT_BYTES = 20;
const HEADER_BYTES = MAGIC.length + 4 + SALT_BYTES;
const CHUNK_BYTES = 65_536;
const TAG_BYTES = 16;

/**
 * Seals a file in pieces: 8 bytes format, 4 key id, 20 salt; then chunks of 64 KiB by AES-256-GCM, each with its
 * tag. A chunk's nonce is its number and whether it is the last, so that none can be left out, moved or cut off;
 * the header is authenticated with every chunk.
 */
export async function* sealStream(source: Chunks, keys: FileKeys): AsyncGenerator<Buffer> {
  const salt = randomBytes(SALT_BYTES);
  const keyId = Buffer.alloc(4);
  keyId.writeUInt32BE(keys.current);
  const header = Buffer.concat([MAGIC, keyId, salt]);
  const key = keys.derive(keys.current, salt);
  yield header;
  for await (const { chunk, number, isLast } of inChunks(source, CHUNK_BYTES)) {
    const cipher = createCipheriv('aes-256-gcm', key, nonceOf(number, isLast));
    cipher.setAAD(header);
    yield Buffer.concat([cipher.update(chunk), cipher.final(), cipher.getAuthTag()]);
  }
}

/** What was sealed; a file from before files were sealed comes as it is. Throws SealError, also after the first pieces. */
export async function* openStream(source: Chunks, keys: FileKeys): AsyncGenerator<Buffer> {
  let opener: Opener | null = null;
  for await (const { chunk, number, isLast } of inChunks(source, CHUNK_BYTES + TAG_BYTES, HEADER_BYTES)) {
    if (number === 0) {
      opener = openerOf(chunk, keys);
      // A sealed file has a chunk after its header, even an empty one.
      if (opener !== null && isLast) throw new SealError('the file ends with its header');
      if (opener !== null) continue;
    }
    yield opener === null ? chunk : opener(chunk, number - 1, isLast);
  }
}

/** Id of the key that a file is sealed under, by its first bytes; null where it is not sealed. */
export function sealedUnder(head: Buffer): number | null {
  const isSealed = head.length >= HEADER_BYTES && head.subarray(0, MAGIC.length).equals(MAGIC);
  return isSealed ? head.readUInt32BE(MAGIC.length) : null;
}

/** How many first bytes `sealedUnder` wants. */
export const SEAL_HEAD_BYTES = HEADER_BYTES;

type Opener = (sealed: Buffer, number: number, isLast: boolean) => Buffer;

function openerOf(header: Buffer, keys: FileKeys): Opener | null {
  const keyId = sealedUnder(header);
  if (keyId === null) return null;
  const key = keys.derive(keyId, header.subarray(MAGIC.length + 4));
  return (sealed, number, isLast) => {
    if (sealed.length < TAG_BYTES) throw new SealError('the file ends within a chunk');
    const body = sealed.subarray(0, sealed.length - TAG_BYTES);
    const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(number, isLast));
    decipher.setAAD(header);
    decipher.setAuthTag(sealed.subarray(body.length));
    try {
      return Buffer.concat([decipher.update(body), decipher.final()]);
    } catch {
      throw new SealError(`chunk ${number} was changed, or chunks are missing after it`);
    }
  };
}

function nonceOf(number: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUIntBE(number, 5, 6);
  nonce.writeUInt8(isLast ? 1 : 0, 11);
  return nonce;
}

interface Chunk {
  readonly chunk: Buffer;
  /** From 0. */
  readonly number: number;
  readonly isLast: boolean;
}

/** The source in pieces of `size`, the first of `firstSize`; the last is shorter, and may be empty where it is the only one. */
async function* inChunks(source: Chunks, size: number, firstSize = size): AsyncGenerator<Chunk> {
  let held: Buffer[] = [];
  let length = 0;
  let number = 0;
  for await (const piece of source) {
    held.push(Buffer.from(piece.buffer, piece.byteOffset, piece.length));
    length += piece.length;
    for (;;) {
      const wanted = number === 0 ? firstSize : size;
      // Only what something follows is surely not the last.
      if (length <= wanted) break;
      const whole = joined(held);
      yield { chunk: whole.subarray(0, wanted), number, isLast: false };
      held = [whole.subarray(wanted)];
      length -= wanted;
      number += 1;
    }
  }
  yield { chunk: joined(held), number, isLast: true };
}

function joined(pieces: readonly Buffer[]): Buffer {
  const [first] = pieces;
  return pieces.length === 1 && first !== undefined ? first : Buffer.concat(pieces);
}

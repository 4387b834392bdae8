import { isUtf8 } from 'node:buffer';
import { type FileHandle, open } from 'node:fs/promises';
import type { Checkpoint } from '../limits.ts';
import { ReadFailure } from '../read-fault.ts';
import { type DetectedEncoding, lastCharacterEnd } from './detect-encoding.ts';

export const CHUNK = 1 << 18;

/** The file's bytes in pieces; each piece is valid only until the next one is asked for. */
export async function* fileChunks(
  path: string,
  checkpoint: Checkpoint,
  from = 0,
): AsyncGenerator<Buffer, void, undefined> {
  const file: FileHandle = await open(path, 'r');
  try {
    const buffer = Buffer.allocUnsafe(CHUNK);
    let position = from;
    for (;;) {
      checkpoint();
      const { bytesRead } = await file.read(buffer, 0, CHUNK, position);
      if (bytesRead === 0) return;
      position += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

/**
 * The file as text. A byte sequence that the encoding does not know is a fault with its line: a replacement
 * character in a name would pass for a name.
 */
export async function* textChunks(
  path: string,
  detected: DetectedEncoding,
  checkpoint: Checkpoint,
): AsyncGenerator<string, void, undefined> {
  const decodePiece = detected.encoding === 'utf-8' ? utf8Decoder() : otherDecoder(detected.encoding);
  let lines = 0;
  const decode = (chunk: Buffer | null) => {
    const text = decodePiece(chunk);
    if (text === null) throw new ReadFailure('damaged', damagedText(detected, lines + 1), { row: lines + 1 });
    return text;
  };
  for await (const chunk of fileChunks(path, checkpoint, detected.bomBytes)) {
    const text = decode(chunk);
    yield text;
    lines += countLineEnds(text);
  }
  const rest = decode(null);
  if (rest !== '') yield rest;
}

/** Takes pieces one after the other, null for the end; answers null where bytes are no text. */
type PieceDecoder = (chunk: Buffer | null) => string | null;

function otherDecoder(encoding: string): PieceDecoder {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: false });
  return (chunk) => {
    try {
      return chunk === null ? decoder.decode() : decoder.decode(chunk, { stream: true });
    } catch {
      return null;
    }
  };
}

/** Checking and decoding apart takes a tenth of a strict `TextDecoder`'s time. */
function utf8Decoder(): PieceDecoder {
  let carried: Buffer = Buffer.alloc(0);
  return (chunk) => {
    const bytes = chunk === null || carried.length > 0 ? Buffer.concat([carried, chunk ?? EMPTY]) : chunk;
    const end = chunk === null ? bytes.length : lastCharacterEnd(bytes);
    carried = Buffer.from(bytes.subarray(end));
    const whole = bytes.subarray(0, end);
    return isUtf8(whole) ? whole.toString('utf8') : null;
  };
}

const EMPTY = Buffer.alloc(0);

function damagedText(detected: DetectedEncoding, line: number): string {
  const name = detected.encoding === 'gb18030' ? 'GB18030' : detected.encoding.toUpperCase();
  return `第 ${line} 行之后有不属于 ${name} 编码的字节，文件可能损坏或混用了编码。请从原系统重新导出，或用 Excel 打开核对后另存为 xlsx`;
}

export function countLineEnds(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

import { type FileHandle, open } from 'node:fs/promises';
import type { Checkpoint } from '../limits.ts';
import { ReadFailure } from '../read-fault.ts';
import type { DetectedEncoding } from './detect-encoding.ts';

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
  const decoder = new TextDecoder(detected.encoding, { fatal: true, ignoreBOM: false });
  let lines = 0;
  const decode = (chunk: Uint8Array | null) => {
    try {
      return chunk === null ? decoder.decode() : decoder.decode(chunk, { stream: true });
    } catch {
      throw new ReadFailure('damaged', damagedText(detected, lines + 1), { row: lines + 1 });
    }
  };
  for await (const chunk of fileChunks(path, checkpoint)) {
    const text = decode(chunk);
    yield text;
    lines += countLineEnds(text);
  }
  const rest = decode(null);
  if (rest !== '') yield rest;
}

function damagedText(detected: DetectedEncoding, line: number): string {
  const name = detected.encoding === 'gb18030' ? 'GB18030' : detected.encoding.toUpperCase();
  return `第 ${line} 行之后有不属于 ${name} 编码的字节，文件可能损坏或混用了编码。请从原系统重新导出，或用 Excel 打开核对后另存为 xlsx`;
}

export function countLineEnds(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

import { isUtf8 } from 'node:buffer';

export type TextEncodingName = 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be';

export interface DetectedEncoding {
  readonly encoding: TextEncodingName;
  readonly bomBytes: number;
  /** The head has bytes above ASCII: a later invalid sequence is damage, not another encoding. */
  readonly certain: boolean;
}

/**
 * Decides by the bytes of the file's head. Chinese office systems write GBK or GB18030 where they do not write
 * UTF-8; both are read as GB18030 (handbook §10.8: `gbk` and `gb2312` decoders lose characters of names).
 */
export function detectEncoding(head: Uint8Array): DetectedEncoding {
  const [a, b, c] = head;
  if (a === 0xef && b === 0xbb && c === 0xbf) return { encoding: 'utf-8', bomBytes: 3, certain: true };
  if (a === 0xff && b === 0xfe) return { encoding: 'utf-16le', bomBytes: 2, certain: true };
  if (a === 0xfe && b === 0xff) return { encoding: 'utf-16be', bomBytes: 2, certain: true };
  const wide = wideWithoutBom(head);
  if (wide !== null) return { encoding: wide, bomBytes: 0, certain: true };
  const whole = head.subarray(0, lastCharacterEnd(head));
  const ascii = !whole.some((byte) => byte > 0x7f);
  if (isUtf8(whole)) return { encoding: 'utf-8', bomBytes: 0, certain: !ascii };
  return { encoding: 'gb18030', bomBytes: 0, certain: true };
}

/** Line ends, commas and digits have a zero byte in UTF-16, always on the same side. */
function wideWithoutBom(head: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  let even = 0;
  let odd = 0;
  for (let i = 0; i + 1 < head.length; i += 2) {
    if (head[i] === 0 && head[i + 1] !== 0) even += 1;
    if (head[i] !== 0 && head[i + 1] === 0) odd += 1;
  }
  const pairs = head.length / 2;
  if (odd > pairs * 0.05 && even < odd * 0.02) return 'utf-16le';
  if (even > pairs * 0.05 && odd < even * 0.02) return 'utf-16be';
  return null;
}

/** Where the last whole character ends: bytes cut anywhere may end within one, whose at most three bytes are left out. */
export function lastCharacterEnd(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(4, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes.length;
    if (byte >= 0xc0) {
      const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return back < needed ? bytes.length - back : bytes.length;
    }
  }
  return bytes.length;
}

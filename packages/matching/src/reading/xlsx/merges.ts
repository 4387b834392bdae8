import type { Readable } from 'node:stream';
import type { Checkpoint } from '../limits.ts';
import { ReadFailure } from '../read-fault.ts';
import { damaged } from './zip.ts';

/** 0-based columns, 1-based rows, both ends inclusive. */
export interface Merge {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** A million merges would be a household's cells merged down in each of Excel's rows. */
const MAX_MERGES = 2_000_000;
const ROWS_END = 'sheetData';
const REFERENCE =
  /<(?:\w+:)?mergeCell\s[^>]*?ref\s*=\s*["']\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?["']/gu;

/**
 * The merges of a sheet, in order of their first row. They stand behind the rows in the file, so the part is
 * unpacked once only for them: bytes before the end of the rows are passed over without being parsed.
 */
export async function readMerges(stream: Readable, checkpoint: Checkpoint): Promise<readonly Merge[]> {
  const merges: Merge[] = [];
  let behindRows = false;
  let text = '';
  const take = () => {
    let end = 0;
    for (const match of text.matchAll(REFERENCE)) {
      const merge = mergeOf(match);
      if (merge.bottom > merge.top || merge.right > merge.left) merges.push(merge);
      if (merges.length > MAX_MERGES)
        throw new ReadFailure('too-large', '合并单元格太多。请取消合并单元格后重新上传');
      end = match.index + match[0].length;
    }
    // What is left may be the beginning of a reference.
    text = text.slice(Math.max(end, text.length - 256));
  };
  try {
    for await (const chunk of stream) {
      if (!Buffer.isBuffer(chunk)) continue;
      checkpoint();
      if (behindRows) text += chunk.toString('latin1');
      else {
        text += chunk.toString('latin1', 0, 32);
        behindRows = isEnd(text) || (chunk.includes(ROWS_END) && isEnd(chunk.toString('latin1')));
        text = behindRows
          ? chunk.toString('latin1')
          : chunk.toString('latin1', Math.max(0, chunk.length - 32));
      }
      if (behindRows) take();
    }
  } catch (error) {
    if (error instanceof ReadFailure) throw error;
    checkpoint();
    throw damaged();
  } finally {
    stream.destroy();
  }
  return merges.sort((a, b) => a.top - b.top);
}

/** The opening tag has no slash before it. */
function isEnd(text: string): boolean {
  return /<\/(?:\w+:)?sheetData>|<(?:\w+:)?sheetData\/>/u.test(text);
}

function mergeOf(match: RegExpExecArray): Merge {
  const [, left = 'A', top = '1', right = left, bottom = top] = match;
  return {
    top: Number(top),
    bottom: Math.max(Number(top), Number(bottom)),
    left: columnIndex(left),
    right: Math.max(columnIndex(left), columnIndex(right)),
  };
}

/** "A" → 0, "AA" → 26. */
export function columnIndex(letters: string): number {
  let index = 0;
  for (let at = 0; at < letters.length; at++) {
    const code = letters.charCodeAt(at);
    if (code < 65 || code > 90) break;
    index = index * 26 + (code - 64);
  }
  return index - 1;
}

import { open } from 'node:fs/promises';
import type { SiftPlan } from './sift-lines.mjs';
import type { FilePart, SiftedPart } from './sift-part.mjs';
import type { SiftPool } from './sift-pool.ts';

/** Small enough that the lines kept of some parts fit in memory even if they are all. */
const PART = 8 << 20;
const LONGEST_LINE = 1 << 20;
const HEAD = 1 << 20;

export interface SiftTask {
  readonly path: string;
  /** Physical lines above the data. */
  readonly skipLines: number;
  readonly plan: SiftPlan;
  readonly pool: SiftPool;
  readonly signal?: AbortSignal;
  readonly onPercent?: (percent: number) => void;
}

/** A line worth reading, `line` counted from 0 at the first data line. */
export interface SiftedLine {
  readonly line: number;
  readonly text: string;
}

/**
 * Sifts a UTF-8 file with several threads and hands over its lines worth reading in their order. Returns how many
 * data lines there are; null when lines and records differ or bytes are no text: what was handed over is then void.
 */
export async function siftFile(task: SiftTask, take: (line: SiftedLine) => void): Promise<number | null> {
  const { path, plan, pool, signal } = task;
  const file = await open(path, 'r');
  let size: number;
  let begin: number | null;
  try {
    ({ size } = await file.stat());
    const head = Buffer.alloc(Math.min(HEAD, size));
    await file.read(head, 0, head.length, 0);
    begin = afterLines(head, task.skipLines);
  } finally {
    await file.close();
  }
  if (begin === null) return null;
  pool.expect(size - begin);
  const parts: FilePart[] = [];
  for (let from = begin; from < size; from += PART)
    parts.push({
      path,
      from,
      to: Math.min(size, from + PART),
      atLine: from === begin,
      longestLine: LONGEST_LINE,
      plan,
    });
  // Some ahead of the one that is taken, so that no thread waits and few are held.
  const ahead: Promise<SiftedPart | null>[] = [];
  let lines = 0;
  for (let at = 0; at < parts.length; at++) {
    signal?.throwIfAborted();
    for (const part of parts.slice(at + ahead.length, at + pool.threads * 2)) {
      const sifting = pool.sift(part);
      // Awaited in its turn; until then a failure must not count as unhandled.
      sifting.catch(() => undefined);
      ahead.push(sifting);
    }
    const sifted = await ahead.shift();
    if (sifted === undefined || sifted === null) {
      await Promise.allSettled(ahead);
      return null;
    }
    for (const [position, number] of sifted.kept.entries())
      take({ line: lines + number, text: sifted.texts[position] ?? '' });
    lines += sifted.lines;
    task.onPercent?.((100 * (at + 1)) / parts.length);
  }
  signal?.throwIfAborted();
  return lines;
}

/** Where the line after `count` lines begins; null when they are not in the head. */
function afterLines(head: Buffer, count: number): number | null {
  let at = 0;
  for (let line = 0; line < count; line++) {
    const end = head.indexOf(10, at);
    if (end === -1) return line === count - 1 ? head.length : null;
    at = end + 1;
  }
  return at;
}

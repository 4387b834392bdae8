import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { OpenContext } from '../open-context.ts';
import { ReadFailure } from '../read-fault.ts';
import type { Scan } from '../types.ts';
import { LineAudit } from './audit-lines.ts';
import type { DetectedEncoding } from './detect-encoding.ts';
import type { CsvPlan } from './plan-csv.ts';
import { CHUNK, fileChunks, textChunks } from './text-chunks.ts';

/** DuckDB's own bound for a line is 2 MB; ours stays below it. */
export const MAX_LINE = 1 << 20;

/** The original, or its copy in UTF-8, as DuckDB can scan it; null when its lines are not its records. */
export async function scanDirectly(context: OpenContext, plan: CsvPlan): Promise<Scan | null> {
  const audit = new LineAudit(plan.head.delimiter, MAX_LINE, plan.skipLines);
  const path =
    plan.encoding.encoding === 'utf-8'
      ? await auditOriginal(context, audit)
      : await transcode(context, plan.encoding, audit);
  if (audit.invalidFrom !== null) throw await damage(context, path, audit.invalidFrom);
  if (!audit.regular) return null;
  return {
    kind: 'csv',
    path,
    delimiter: plan.head.delimiter,
    quote: '"',
    skipLines: plan.skipLines,
    columnCount: plan.width,
    rowNumbers: 'line-order',
  };
}

async function auditOriginal(context: OpenContext, audit: LineAudit): Promise<string> {
  if (context.options.unread === true) return context.path;
  let done = 0;
  for await (const chunk of fileChunks(context.path, context.checkpoint)) {
    audit.push(chunk);
    if (audit.invalidFrom !== null) return context.path;
    done += chunk.length;
    context.options.onProgress?.(done, context.size);
  }
  audit.finish();
  return context.path;
}

async function transcode(
  context: OpenContext,
  encoding: DetectedEncoding,
  audit: LineAudit,
): Promise<string> {
  const path = join(await context.scratchFolder(), 'text.csv');
  const file = await open(path, 'w', 0o600);
  try {
    let done = 0;
    for await (const text of textChunks(context.path, encoding, context.checkpoint)) {
      const bytes = Buffer.from(text, 'utf8');
      if (context.options.unread !== true) audit.push(bytes);
      await file.appendFile(bytes);
      done += CHUNK;
      context.options.onProgress?.(Math.min(done, context.size), context.size);
    }
    audit.finish();
  } finally {
    await file.close();
  }
  return path;
}

async function damage(context: OpenContext, path: string, offset: number): Promise<ReadFailure> {
  let row = 1;
  let done = 0;
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const chunk of fileChunks(path, context.checkpoint)) {
    for (let at = 0; at < chunk.length; ) {
      const end = chunk.indexOf(10, at) === -1 ? chunk.length : chunk.indexOf(10, at) + 1;
      if (done + end > offset && !isSound(chunk.subarray(at, end), decoder)) return badBytes(row);
      if (chunk[end - 1] === 10) row += 1;
      at = end;
    }
    done += chunk.length;
  }
  return badBytes(row);
}

function isSound(line: Buffer, decoder: InstanceType<typeof TextDecoder>): boolean {
  try {
    return !decoder.decode(line).includes('\0');
  } catch {
    return false;
  }
}

const badBytes = (row: number) =>
  new ReadFailure(
    'damaged',
    `第 ${row} 行有不属于文字的字节，文件可能损坏或混用了编码。请从原系统重新导出，或用 Excel 打开核对后另存为 xlsx`,
    { row },
  );

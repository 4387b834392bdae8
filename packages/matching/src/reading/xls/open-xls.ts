import { Worker } from 'node:worker_threads';
import type { OpenContext } from '../open-context.ts';
import type { RawRow } from '../raw-row.ts';
import { ReadFailure } from '../read-fault.ts';
import { mergeSpreader } from '../workbook/spread-merges.ts';
import type { Workbook } from '../workbook/workbook.ts';
import type { Merge } from '../xlsx/merges.ts';
import { dateText, numberText } from '../xlsx/number-format.ts';

/** The format ends at 65,536 rows × 256 columns: larger files are pictures or damage. */
const MAX_BYTES = 128 * 2 ** 20;
const MAX_MEMORY_MB = 1536;

type PlainCell = string | number | null | { readonly serial: number } | { readonly uncomputed: true };
type Message =
  | { readonly kind: 'failed'; readonly message: string }
  | {
      readonly kind: 'sheets';
      readonly is1904: boolean;
      readonly sheets: readonly {
        readonly name: string;
        readonly hidden: boolean;
        readonly merges: readonly Merge[];
      }[];
    }
  | {
      readonly kind: 'rows';
      readonly rows: readonly { readonly row: number; readonly cells: readonly PlainCell[] }[];
      readonly next: number | null;
      readonly total: number;
    };

/** Opens an old binary workbook in a worker thread, whose memory is bounded and which is ended when time is up. */
export async function openXls(context: OpenContext): Promise<Workbook> {
  if (context.size > MAX_BYTES)
    throw new ReadFailure('too-large', 'xls 文件超过 128 MB。请用 Excel 打开后另存为 xlsx');
  const reader = new XlsReader(context);
  try {
    const opened = await reader.next(null);
    if (opened.kind !== 'sheets') throw damagedXls();
    return {
      format: 'xls',
      sheets: opened.sheets,
      rows: (sheet, onProgress) =>
        xlsRows(reader, sheet, { ...opened, merges: opened.sheets[sheet]?.merges ?? [] }, onProgress),
      close: () => reader.close(),
    };
  } catch (error) {
    await reader.close();
    throw error;
  }
}

async function* xlsRows(
  reader: XlsReader,
  sheet: number,
  book: { readonly is1904: boolean; readonly merges: readonly Merge[] },
  onProgress: ((part: number) => void) | undefined,
): AsyncGenerator<RawRow[], void, undefined> {
  const spread = mergeSpreader([...book.merges].sort((a, b) => a.top - b.top));
  for (let from: number | null = 0; from !== null; ) {
    const answer: Message = await reader.next({ sheet, from });
    if (answer.kind !== 'rows') throw damagedXls();
    yield answer.rows.map(({ row, cells }) => spread(rawRow(row, cells, book.is1904)));
    onProgress?.((answer.next ?? answer.total) / Math.max(1, answer.total));
    from = answer.next;
  }
}

function rawRow(row: number, cells: readonly PlainCell[], is1904: boolean): RawRow {
  const texts = cells.map((cell) => {
    if (cell === null || typeof cell === 'string') return cell === '' ? null : cell;
    if (typeof cell === 'number') return numberText(String(cell));
    return 'serial' in cell ? (dateText(cell.serial, is1904) ?? numberText(String(cell.serial))) : null;
  });
  const uncomputed = cells.flatMap((cell, column) =>
    typeof cell === 'object' && cell !== null && 'uncomputed' in cell ? [column] : [],
  );
  return uncomputed.length === 0 ? { row, cells: texts } : { row, cells: texts, uncomputed };
}

function damagedXls(): ReadFailure {
  return new ReadFailure('damaged', '工作簿已损坏，无法打开。请用 Excel 打开并修复后另存为 xlsx，或重新导出');
}

/** Asks the worker and waits for one answer at a time. */
class XlsReader {
  readonly #worker: Worker;
  readonly #context: OpenContext;
  #failure: unknown = null;

  constructor(context: OpenContext) {
    this.#context = context;
    this.#worker = new Worker(new URL('./xls-worker.mjs', import.meta.url), {
      workerData: { path: context.path },
      resourceLimits: { maxOldGenerationSizeMb: MAX_MEMORY_MB },
      execArgv: [],
    });
    this.#worker.on('error', (error) => {
      this.#failure = isOutOfMemory(error)
        ? new ReadFailure('too-large', 'xls 文件展开后太大。请用 Excel 打开后另存为 xlsx')
        : damagedXls();
    });
  }

  next(ask: { readonly sheet: number; readonly from: number } | null): Promise<Message> {
    return new Promise((resolve, reject) => {
      const done = () => {
        clearInterval(watch);
        this.#worker.off('message', answered);
        this.#worker.off('exit', exited);
      };
      const answered = (message: Message) => {
        done();
        if (message.kind !== 'failed') resolve(message);
        else if (/password|encrypt/iu.test(message.message))
          reject(new ReadFailure('encrypted', '文件设了打开密码。请去除密码后另存为 xlsx 重新上传'));
        else reject(damagedXls());
      };
      const exited = () => {
        done();
        reject(this.#failure ?? damagedXls());
      };
      // The library can't be interrupted: abort and the end of the time end the thread.
      const watch = setInterval(() => {
        try {
          this.#context.checkpoint();
        } catch (error) {
          done();
          void this.#worker.terminate();
          reject(error);
        }
      }, 100);
      this.#worker.on('message', answered);
      this.#worker.on('exit', exited);
      if (ask !== null) this.#worker.postMessage(ask);
    });
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}

import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';

/** A database in a scratch folder; `w` is its file, so that what grows lies on disk and not in memory. */
export interface ScratchDatabase {
  readonly connection: DuckDBConnection;
  close(): Promise<void>;
}

export interface ScratchOptions {
  readonly scratchDir: string;
  readonly memoryLimitMb?: number;
  readonly threads?: number;
}

export async function openScratchDatabase(options: ScratchOptions): Promise<ScratchDatabase> {
  const folder = await mkdtemp(join(options.scratchDir, 'compare-'));
  try {
    const instance = await DuckDBInstance.create(':memory:', {
      memory_limit: `${options.memoryLimitMb ?? 1024}MB`,
      temp_directory: join(folder, 'spill'),
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      ...(options.threads === undefined ? {} : { threads: String(options.threads) }),
    });
    const connection = await instance.connect();
    await connection.run(`attach ${quoted(join(folder, 'work.db'))} as w`);
    // The optimizer takes a CSV for a few dozen rows and would build its hash table from the register instead of
    // from the people: memory would grow with the register, and the scan take half as long again.
    await connection.run(`set disabled_optimizers = 'join_order,build_side_probe_side'`);
    return {
      connection,
      close: async () => {
        connection.closeSync();
        instance.closeSync();
        await rm(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** Runs a statement; the signal interrupts it, and then its reason is thrown. */
export async function runAbortably(
  connection: DuckDBConnection,
  sql: string,
  options: { readonly signal?: AbortSignal; readonly onPercent?: (percent: number) => void },
): Promise<void> {
  const { signal, onPercent } = options;
  signal?.throwIfAborted();
  const interrupt = () => connection.interrupt();
  signal?.addEventListener('abort', interrupt, { once: true });
  const timer =
    onPercent === undefined
      ? undefined
      : setInterval(() => onPercent(Math.max(0, connection.progress.percentage)), 250);
  try {
    await connection.run(sql);
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    clearInterval(timer);
    signal?.removeEventListener('abort', interrupt);
  }
}

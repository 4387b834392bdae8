import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTable } from '../open-table.ts';
import type { ReadFault } from '../read-fault.ts';
import { readRows } from '../read-rows.ts';
import type { OpenOptions, OpenTable, TableRow, TableToRead } from '../types.ts';

/** A folder for a suite's files, and its removal. */
export async function testFolder(): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'anju-reading-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

export async function openFile(
  path: string,
  table: TableToRead,
  options: Partial<OpenOptions> & { readonly scratchDir: string },
): Promise<OpenTable> {
  const opened = await openTable({ path }, table, options);
  if (!opened.ok) throw new Error(`${opened.error.code}: ${opened.error.message}`);
  return opened.value;
}

export async function faultOfFile(
  path: string,
  table: TableToRead,
  options: Partial<OpenOptions> & { readonly scratchDir: string },
): Promise<ReadFault> {
  const opened = await openTable({ path }, table, options);
  if (!opened.ok) return opened.error;
  await opened.value.close();
  throw new Error(`the file was read: ${JSON.stringify(opened.value.mapping)}`);
}

export async function rowsOf(table: OpenTable): Promise<TableRow[]> {
  const rows: TableRow[] = [];
  for await (const row of readRows(table)) rows.push(row);
  return rows;
}

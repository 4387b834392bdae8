import { dirname } from 'node:path';
import { REGISTERS } from '@anju/domain';
import { openTable } from '../open-table.ts';
import { rowsOf } from './open-all.ts';
import type { ReadApart } from './read-apart.ts';

/** Reads a register of deaths for each path it is sent, and says how it ended and how much memory the process had. */
process.on('message', (path: string) => {
  void read(path).then((outcome) => process.send?.(outcome));
});

async function read(path: string): Promise<ReadApart> {
  const opened = await openTable({ path }, REGISTERS.death, { scratchDir: dirname(path) });
  const rows = opened.ok ? (await rowsOf(opened.value)).length : 0;
  if (opened.ok) await opened.value.close();
  return { fault: opened.ok ? null : opened.error, rows, peakMb: process.resourceUsage().maxRSS / 1024 };
}

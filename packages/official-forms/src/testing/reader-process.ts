import { readFile } from 'node:fs/promises';
import { F3 } from '../f3/form.ts';
import type { ReadApart } from './read-apart.ts';

/** Reads each path it is sent as form F3, and says how it ended and how much memory the process had. */
process.on('message', (path: string) => {
  void read(path).then((outcome) => process.send?.(outcome));
});

async function read(path: string): Promise<ReadApart> {
  const reading = await F3.read(await readFile(path));
  const outcome = reading.ok ? 'read' : (reading.error[0]?.code ?? 'none');
  return { outcome, peakMb: process.resourceUsage().maxRSS / 1024 };
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCheck } from '../apps/server/src/cli/check.ts';
import { AS_OF, type BenchCounty } from './county.ts';

/** `anju check` from its arguments to its four files; seconds. */
export async function wholeCheck(county: BenchCounty): Promise<number> {
  const out = await mkdtemp(join(tmpdir(), 'anju-bench-out-'));
  const silent = { write: () => true };
  let said = '';
  const stderr = { write: (text: string) => (said += text) };
  try {
    const started = performance.now();
    const code = await runCheck(
      [
        ...[
          '--roster',
          county.roster,
          '--policy',
          county.policy,
          '--as-of',
          AS_OF,
          '--out',
          out,
          '--threads',
          '2',
        ],
        ...county.registers.flatMap(({ kind, path }) => ['--register', `${kind}=${path}`]),
      ],
      { stdout: silent, stderr },
    );
    if (code !== 0) throw new Error(said);
    return (performance.now() - started) / 1000;
  } finally {
    await rm(out, { recursive: true, force: true });
  }
}

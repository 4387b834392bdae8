import { readFile } from 'node:fs/promises';
import { bareJoin } from './bare-join.ts';
import type { BenchCounty } from './county.ts';
import { engineJoin } from './engine-join.ts';
import { judging } from './judging.ts';
import { wholeCheck } from './whole-check.ts';

// One measurement a process, so that its peak memory is its own.
const WORK: Readonly<Record<string, (county: BenchCounty) => Promise<unknown>>> = {
  'bare-join': (county) => bareJoin(county, 'as-planned'),
  'bare-join-hashing-people': (county) => bareJoin(county, 'hashing-people'),
  'engine-join': engineJoin,
  'whole-check': wholeCheck,
  judging,
};

const [name = '', facts = ''] = process.argv.slice(2);
const county: BenchCounty = JSON.parse(await readFile(facts, 'utf8'));
const result = await WORK[name]?.(county);
process.stdout.write(
  `${JSON.stringify({ result, peakMb: Math.round(process.resourceUsage().maxRSS / 1024) })}\n`,
);

import { mkdir } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { RegisterKind } from '@anju/domain';
import { scoreTable } from '../apps/server/src/cli/score/score-table.ts';
import { type BenchCounty, type CountySize, prepareCounty } from './county.ts';
import type { EngineTimes } from './engine-join.ts';
import { f4FromCases } from './f4.ts';
import type { JudgingTimes } from './judging.ts';
import { measure, median } from './measure.ts';
import { pagesOf } from './pages.ts';
import { addScores, recall } from './recall.ts';

const USAGE = `npm run bench -- [--quick] [--runs 3] [--only one|twelve|judging|recall|f4|pages] [--data FOLDER]
  --quick  a fiftieth of the size, to see that it works
  --data   where the generated counties are kept (about 4 GB at full size)
`;

const TWELVE: readonly RegisterKind[] = [
  'vehicle',
  'real-estate',
  'presale',
  'business',
  'social-insurance',
  'pension',
  'payroll',
  'marriage',
  'death',
  'hukou',
  'low-income',
  'other-benefit',
];

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    runs: { type: 'string', default: '3' },
    only: { type: 'string' },
    data: { type: 'string', default: join(tmpdir(), 'anju-bench') },
    help: { type: 'boolean', default: false },
  },
});
const scale = values.quick ? 50 : 1;
const runs = Math.max(1, Number(values.runs));

const say = (text: string) => process.stdout.write(`${text}\n`);
const seconds = (value: number) => `${value.toFixed(2)} s`;
/** Seconds, and how many times those of the bare engine on the same files. */
const against = (value: number, bare: number) => `${seconds(value)}  ${(value / bare).toFixed(2)} ×`;
const sized = (size: CountySize): CountySize => ({
  ...size,
  households: Math.round(size.households / scale),
  population: Math.round(size.population / scale),
});

async function county(size: CountySize): Promise<BenchCounty> {
  say(`\n… ${size.name}: ${size.households} households, ${size.population} other people`);
  const made = await prepareCounty(values.data, size);
  const rows = made.registers.reduce((total, register) => total + register.rows, 0);
  say(`  ${made.members} members, ${made.registers.length} register(s), ${rows} rows`);
  return made;
}

/** Bare and ours take turns, so that another load of the machine meets both. */
async function oneRegister(): Promise<void> {
  const made = await county(
    sized({ name: 'one', households: 80_000, population: 10_000_000, only: ['vehicle'] }),
  );
  const bare: number[] = [];
  const planned: number[] = [];
  const ours: EngineTimes[] = [];
  const peaks: number[] = [];
  for (let at = 0; at < runs; at++) {
    bare.push((await measure<number>('bare-join', made)).result);
    planned.push((await measure<number>('bare-join-hashing-people', made)).result);
    const measured = await measure<EngineTimes>('engine-join', made);
    ours.push(measured.result);
    peaks.push(measured.peakMb);
  }
  const yardstick = median(bare);
  const strict = median(planned);
  const ratio = (value: number) => `${against(value, yardstick)}  ${(value / strict).toFixed(2)} ×`;
  const matched = median(ours.map(({ registers }) => registers));
  const all = median(ours.map((times) => times.all));
  say(
    'one register against the roster   bar ≤ 1.5 × bare DuckDB, as it plans the join | with the people hashed',
  );
  say(`  bare scan and join              ${seconds(yardstick)} | ${seconds(strict)}`);
  say(`  opened and matched              ${ratio(matched)}`);
  say(`  with ${ours[0]?.hits ?? 0} typed hits by family   ${ratio(all)}`);
  say(`  peak memory                     ${median(peaks)} MB`);
}

async function twelveRegisters(): Promise<void> {
  const made = await county(
    sized({ name: 'twelve', households: 400_000, population: 14_000_000, only: TWELVE }),
  );
  const bare: number[] = [];
  const whole: number[] = [];
  const peaks: number[] = [];
  for (let at = 0; at < runs; at++) {
    bare.push((await measure<number>('bare-join', made)).result);
    const measured = await measure<number>('whole-check', made);
    whole.push(measured.result);
    peaks.push(measured.peakMb);
  }
  const yardstick = median(bare);
  say('anju check, twelve registers      bar ≤ 60 s, ≤ 4 GB');
  say(`  bare scans and joins            ${seconds(yardstick)}`);
  say(`  roster to the four files        ${against(median(whole), yardstick)}`);
  say(`  peak memory                     ${median(peaks)} MB`);
}

async function judgeFamilies(): Promise<void> {
  const made = await county(
    sized({ name: 'judging', households: 100_000, population: 500_000, only: TWELVE }),
  );
  const bare: number[] = [];
  const times: JudgingTimes[] = [];
  const peaks: number[] = [];
  for (let at = 0; at < runs; at++) {
    bare.push((await measure<number>('bare-join', made)).result);
    const measured = await measure<JudgingTimes>('judging', made);
    times.push(measured.result);
    peaks.push(measured.peakMb);
  }
  const yardstick = median(bare);
  const judged = median(times.map(({ judging }) => judging));
  say(`judging ${times[0]?.families ?? 0} families           bar ≤ 2 s for 100,000`);
  say(`  bare scans and joins            ${seconds(yardstick)}`);
  say(`  every rule                      ${against(judged, yardstick)}`);
  say(`  peak memory                     ${median(peaks)} MB`);
}

/** Small counties, many seeds: what is planted depends on the seed, not on the number of others. */
async function recallAndPrecision(): Promise<void> {
  const seeds = ['1', '2', '3', '4', '5'];
  const households = 400;
  say(`\n… ${seeds.length} counties of ${households} households, seeds ${seeds.join(', ')}`);
  const scores = [];
  for (const seed of seeds) scores.push(await recall({ seed, households, population: 2000 }));
  say('recall and precision on what was planted, decoys included');
  say(scoreTable(addScores(scores)));
}

async function formF4(): Promise<void> {
  for (const cases of [10_000, 100_000].map((full) => full / scale)) {
    const times = await f4FromCases(cases, runs);
    say(`F4 of a month with ${times[0]?.found ?? 0} cases   bar ≤ 1 s for 100,000`);
    say(`  its 34 figures                  ${seconds(median(times.map(({ figures }) => figures)))}`);
    say(`  the form as its page shows it   ${seconds(median(times.map(({ page }) => page)))}`);
    say(`  the records behind the first    ${seconds(median(times.map(({ drill }) => drill)))}`);
  }
}

async function pages(): Promise<void> {
  const households = 1_000_000 / scale;
  say(`\n… a county of ${households} households, as many acts`);
  say('pages in the server                                       bar: p95 ≤ 50 ms      median      p95');
  const milliseconds = (value: number) => `${value.toFixed(1)} ms`.padStart(10);
  await pagesOf(households, ({ page, median, p95 }) =>
    say(`  ${page.padEnd(74)}${milliseconds(median)}${milliseconds(p95)}`),
  );
}

if (values.help) say(USAGE);
else {
  await mkdir(values.data, { recursive: true });
  say(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? '?'}, median of ${runs} runs`);
  const wanted = (name: string) => values.only === undefined || values.only === name;
  if (wanted('one')) await oneRegister();
  if (wanted('twelve')) await twelveRegisters();
  if (wanted('judging')) await judgeFamilies();
  if (wanted('recall')) await recallAndPrecision();
  if (wanted('f4')) await formF4();
  if (wanted('pages')) await pages();
}

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CalendarDate, RegisterKind } from '@anju/domain';
import { type DemoCounty, makeCounty } from './county.ts';
import { chooseStyles, type FileStyle, PLAIN, platformStyle } from './files/file-style.ts';
import { meterTable } from './files/meter-file.ts';
import { writeParquetFile } from './files/parquet-file.ts';
import { registerTable } from './files/register-file.ts';
import { ROSTER_IN_TEXT, ROSTER_IN_WORKBOOK, rosterTable } from './files/roster-file.ts';
import type { Table } from './files/table.ts';
import { writeTextFile } from './files/text-file.ts';
import { writeWorkbookFile } from './files/workbook.ts';
import type { Community } from './household.ts';
import { demoPolicy } from './policy.ts';
import { createRandom } from './random.ts';
import { DEMO_REGISTERS } from './registers.ts';
import type { RowMaker } from './rows.ts';

export type { DecoyRow, TruthRow } from './county.ts';
export { createRandom, type Random } from './random.ts';

export interface DemoOptions {
  /** Made where it is missing; files of the same names are replaced. */
  readonly dir: string;
  /** Code of the county, six digits. */
  readonly county: string;
  readonly households: number;
  /** People of the registers besides the members; at most 24 million. */
  readonly population: number;
  /** The same seed gives the same county. */
  readonly seed: string;
  readonly asOf: CalendarDate;
  /** varied: as offices send files · plain: UTF-8 CSV for all, a vehicle for each person of the population. */
  readonly shape: 'varied' | 'plain';
  /** Rows about the members that these deliveries do not have, counted from 0 in each register; all are there without it. */
  readonly leftOut?: (kind: RegisterKind, n: number) => boolean;
  /** Only these registers. */
  readonly only?: readonly RegisterKind[];
  /** The estates belong to these, in turn; the roster then has a column 社区 with their names. */
  readonly communities?: readonly Community[];
}

export interface DemoFiles {
  /** Path of the roster. */
  readonly roster: string;
  readonly registers: readonly {
    readonly kind: RegisterKind;
    readonly path: string;
    readonly fileName: string;
    readonly asOf: CalendarDate;
    /** Data rows. */
    readonly rows: number;
  }[];
  readonly policy: string;
  readonly truth: string;
  readonly notFindings: string;
  readonly members: number;
}

/** The most people beside the members, so that some are left to marry and to trade with. */
export const MOST_POPULATION = 24_000_000;
const MOST_MEMBERS_IN_WORKBOOK = 20_000;

/**
 * Writes a synthetic county: roster, registers, policy pack, what must be found (truth.jsonl) and what must not
 * (not-findings.jsonl). Nothing in it is a real person. Throws RangeError for numbers out of range.
 */
export async function writeDemoCounty(options: DemoOptions): Promise<DemoFiles> {
  const { dir, county, seed, asOf, population, households } = options;
  if (!Number.isInteger(households) || households < 1) throw new RangeError('households must be 1 or more');
  if (!Number.isInteger(population) || population < 1 || population > MOST_POPULATION)
    throw new RangeError(`population must be from 1 to ${MOST_POPULATION}`);
  mkdirSync(dir, { recursive: true });
  const made = makeCounty(options);
  const members = made.households.reduce((sum, household) => sum + household.members.length, 0);
  const roster = writeRoster(options, made, members);
  const wanted = (kind: RegisterKind) => options.only === undefined || options.only.includes(kind);
  const random = createRandom(`${seed}/files`);
  const styles = chooseStyles(random, DEMO_REGISTERS.length + 1);
  const registers: DemoFiles['registers'][number][] = [];
  const keep = async (kind: RegisterKind, table: Table, style: FileStyle) => {
    const fileName = `${kind}.${style.format === 'text' ? 'csv' : style.format}`;
    const path = join(dir, fileName);
    registers.push({ kind, path, fileName, asOf, rows: await writeTable(path, table, style) });
  };
  for (const [index, register] of DEMO_REGISTERS.entries()) {
    const { kind } = register;
    if (!wanted(kind)) continue;
    const own = (made.rows.get(kind) ?? []).filter((_, n) => options.leftOut?.(kind, n) !== true);
    const rate = options.shape === 'plain' && kind === 'vehicle' ? 1 : register.rate;
    const background = Math.round(population * rate);
    const style = styleFor(options, kind, own.length + background, styles[index]);
    const fork = random.fork(kind);
    const maker: RowMaker = { asOf, county, random: fork.fork('rows'), population: made.population };
    const content = { register, own, background, population };
    await keep(kind, registerTable(content, maker, style, fork), style);
  }
  if (wanted('electricity')) {
    const style = styleFor(options, 'electricity', households, styles[DEMO_REGISTERS.length]);
    const fork = random.fork('electricity');
    const maker: RowMaker = { asOf, county, random: fork, population: made.population };
    await keep('electricity', meterTable(made, population, maker, style, fork), style);
  }
  const policy = join(dir, 'policy.json');
  writeFileSync(policy, `${JSON.stringify(demoPolicy(county, asOf), null, 2)}\n`);
  return {
    roster,
    registers,
    policy,
    truth: writeLines(dir, 'truth.jsonl', made.truth),
    notFindings: writeLines(dir, 'not-findings.jsonl', made.decoys),
    members,
  };
}

function styleFor(
  options: DemoOptions,
  kind: RegisterKind,
  rows: number,
  varied: ((rows: number) => FileStyle) | undefined,
): FileStyle {
  if (options.shape === 'plain' || varied === undefined) return PLAIN;
  return kind === 'social-insurance' ? platformStyle(createRandom(`${options.seed}/platform`)) : varied(rows);
}

function writeRoster(options: DemoOptions, made: DemoCounty, members: number): string {
  const workbook = options.shape === 'varied' && members <= MOST_MEMBERS_IN_WORKBOOK;
  const style = workbook ? ROSTER_IN_WORKBOOK : ROSTER_IN_TEXT;
  const path = join(options.dir, workbook ? 'roster.xlsx' : 'roster.csv');
  const table = rosterTable(options.county, made.households, style, createRandom(`${options.seed}/roster`));
  if (workbook) writeWorkbookFile(path, table);
  else writeTextFile(path, table, style.text);
  return path;
}

async function writeTable(path: string, table: Table, style: FileStyle): Promise<number> {
  switch (style.format) {
    case 'text':
      return writeTextFile(path, table, style.text);
    case 'xlsx':
      return writeWorkbookFile(path, table);
    case 'parquet':
      return await writeParquetFile(path, table);
  }
}

function writeLines(dir: string, name: string, rows: readonly object[]): string {
  const path = join(dir, name);
  writeFileSync(path, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  return path;
}

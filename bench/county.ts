import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { calendarDate, REGISTERS, type RegisterKind } from '@anju/domain';
import { openTable, readRoster, writeDemoCounty } from '@anju/matching';

export interface CountySize {
  readonly name: string;
  readonly households: number;
  readonly population: number;
  readonly only: readonly RegisterKind[];
}

export interface BenchRegister {
  readonly kind: RegisterKind;
  readonly path: string;
  readonly rows: number;
  readonly columns: number;
  /** 0-based columns of ID numbers. */
  readonly idColumns: readonly number[];
}

/** A county on disk, and what the bare engine needs to know of it. */
export interface BenchCounty {
  readonly dir: string;
  readonly roster: string;
  readonly policy: string;
  /** One ID number a line, for the bare join. */
  readonly people: string;
  readonly households: number;
  readonly members: number;
  readonly registers: readonly BenchRegister[];
}

export const AS_OF = calendarDate('2026-06-30');

/** Writes the county once with the generator of `anju demo`; a second run of the benchmark takes it as it is. */
export async function prepareCounty(folder: string, size: CountySize): Promise<BenchCounty> {
  const dir = join(folder, `${size.name}-${size.households}-${size.population}`);
  const facts = join(dir, 'bench.json');
  if (existsSync(facts)) return JSON.parse(await readFile(facts, 'utf8'));
  const part = `${dir}.part`;
  await rm(part, { recursive: true, force: true });
  await mkdir(part, { recursive: true });
  const files = await writeDemoCounty({
    dir: part,
    county: '652301',
    households: size.households,
    population: size.population,
    seed: 'bench',
    asOf: AS_OF,
    shape: 'plain',
    only: size.only,
  });
  const roster = await readRoster({ path: files.roster }, { scratchDir: part });
  if (!roster.ok) throw new Error(roster.error.message);
  const ids = new Set(
    roster.value.households.flatMap(({ members }) => members.map(({ idNumber }) => idNumber)),
  );
  await writeFile(join(part, 'people.csv'), `id\n${[...ids].join('\n')}\n`);
  const registers: BenchRegister[] = [];
  for (const { kind, path, rows } of files.registers) {
    const opened = await openTable({ path }, REGISTERS[kind], { scratchDir: part });
    if (!opened.ok) throw new Error(opened.error.message);
    const { header, mapping } = opened.value;
    const idColumns = REGISTERS[kind].personFields.flatMap(({ id }) => mapping.fields[id]?.index ?? []);
    registers.push({ kind, path: path.replace(part, dir), rows, columns: header.columns.length, idColumns });
    await opened.value.close();
  }
  const county: BenchCounty = {
    dir,
    roster: files.roster.replace(part, dir),
    policy: files.policy.replace(part, dir),
    people: join(dir, 'people.csv'),
    households: size.households,
    members: files.members,
    registers,
  };
  await writeFile(join(part, 'bench.json'), JSON.stringify(county));
  await rename(part, dir);
  return county;
}

import { z } from 'zod';
import type { Actor } from '../../platform/actor.ts';
import type { Deps } from '../../platform/deps.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { notFound } from '../../platform/problem.ts';
import type { Reader } from '../recusal/index.ts';
import { assembleReport, thaw } from './assemble-report.ts';
import type { AssembledReport } from './assembled-report.ts';
import type { SourceRef } from './forms/source-ref.ts';
import type { ReportFault } from './frozen-form.ts';
import type { FAULT } from './present-report.ts';
import { describeRecords } from './record-store.ts';
import { type ReportRow, readReport } from './report-store.ts';
import { readVersion } from './version-store.ts';

export const ID = z.object({ id: z.uuid() });
export const SCALAR = z.union([z.string(), z.number(), z.null()]);
export const RECORD = z.object({
  ref: z.string(),
  kindLabel: z.string(),
  number: z.string(),
  title: z.string(),
  on: z.iso.date().nullable(),
  link: z.string().nullable(),
  /** What it adds to a figure that is a sum: fen, persons, projects. */
  counted: z.number().int().nullable(),
});
/** As many records as a drawer shows; the total says how many there are. */
export const MOST_RECORDS = 500;
export const RECORDS = z.object({ total: z.number().int(), records: z.array(RECORD) });
export const DIFFERENCE = z.object({
  key: z.string(),
  label: z.string(),
  before: SCALAR,
  after: SCALAR,
  money: z.boolean(),
});
export const DIFFERENCES = z.array(DIFFERENCE);

export async function findReportOf(tx: Tx, actor: Actor, id: string): Promise<ReportRow> {
  const row = await readReport(tx, actor.scope, id);
  if (row === null) throw notFound('这张报表');
  return row;
}

/** A report, at one of its versions when asked for. */
export async function readAssembled(
  tx: Tx,
  deps: Deps,
  row: ReportRow,
  no: number | undefined,
): Promise<AssembledReport | null> {
  const report = await assembleReport(tx, deps, row);
  if (report === null || no === undefined) return report;
  const version = await readVersion(tx, row, no);
  if (version === null) throw notFound(`第 ${no} 版`);
  return { ...report, ...thaw(report, version) };
}

/** A value that is missing has no record of its own: then it is the row's. */
function sourcePath({ sources }: AssembledReport, path: string): string | null {
  if (sources.has(path)) return path;
  const row = /^(?:rows|contacts)\.\d+\./.exec(path)?.[0];
  return row === undefined ? null : (sources.paths.find((one) => one.startsWith(row)) ?? null);
}

/** The faults with the one record where each is mended. */
export async function linkFaults(
  tx: Tx,
  report: AssembledReport,
  faults: readonly ReportFault[],
  reader: Reader,
): Promise<z.infer<typeof FAULT>[]> {
  const refs = new Map<string, SourceRef>();
  for (const { key, path } of faults) {
    const source = path === null ? null : sourcePath(report, path);
    const found = source === null ? [] : await report.sources.of(source, 2);
    const [only] = found;
    if (only !== undefined && found.length === 1) refs.set(key, only);
  }
  const described = await describeRecords(tx, report.row.county, [...new Set(refs.values())], reader);
  return faults.map((fault) => ({
    ...fault,
    link: described.find(({ ref }) => ref === refs.get(fault.key))?.link ?? null,
  }));
}

/** The records of a value, or of every value of a list. */
export async function refsUnder({ sources }: AssembledReport, path: string): Promise<readonly SourceRef[]> {
  if (sources.has(path)) return await sources.of(path);
  const under = sources.paths.filter((one) => one.startsWith(`${path}.`));
  const lists = await Promise.all(under.map((one) => sources.of(one)));
  return [...new Set(lists.flat())];
}

import { openTable, type Refusal, ROSTER_TABLE, type RosterHousehold, readOpenRoster } from '@anju/matching';
import type { Deps } from '../../platform/deps.ts';
import { processScratch } from '../../platform/files/process-scratch.ts';
import {
  type Intake,
  type IntakeProblem,
  type Preview,
  previewOf,
  problemOf,
  type RefusedRow,
  type StepProgress,
} from '../intake/index.ts';

export interface ReadRoster {
  readonly status: 'read';
  readonly preview: Preview;
  readonly households: readonly RosterHousehold[];
  readonly refused: readonly RefusedRow[];
  /** Rows of which something was not used. */
  readonly refusedRows: number;
  readonly rowsRead: number;
}

export type RosterReading =
  | ReadRoster
  | { readonly status: 'undecided'; readonly preview: Preview }
  | { readonly status: 'failed'; readonly problem: IntakeProblem };

const FILE_GONE: IntakeProblem = { code: 'file-gone', message: '文件已清理。请重新上传。' };

interface Reading {
  readonly signal: AbortSignal;
  readonly steps: StepProgress;
}

/** Reads and checks an uploaded roster. Begins the steps `read` and `check`. Throws the signal's reason on abort. */
export async function readRosterFile(
  deps: Pick<Deps, 'files' | 'config'>,
  intake: Pick<Intake, 'file_sha256' | 'file_name' | 'mapping'>,
  { signal, steps }: Reading,
): Promise<RosterReading> {
  if (!(await deps.files.has(intake.file_sha256))) return { status: 'failed', problem: FILE_GONE };
  steps.begin('read');
  const scratchDir = processScratch(deps.config.dataDir);
  return await deps.files.withPath(intake.file_sha256, (path) =>
    readAt(path, intake, { signal, steps, scratchDir }),
  );
}

async function readAt(
  path: string,
  intake: Pick<Intake, 'file_name' | 'mapping'>,
  { signal, steps, scratchDir }: Reading & { readonly scratchDir: string },
): Promise<RosterReading> {
  const opened = await openTable({ path, name: intake.file_name }, ROSTER_TABLE, {
    scratchDir,
    signal,
    onProgress: (done, total) => steps.advance(done, total),
    ...(intake.mapping === null ? {} : { mapping: { columns: intake.mapping } }),
  });
  if (!opened.ok) return { status: 'failed', problem: problemOf(opened.error) };
  const table = opened.value;
  try {
    const preview = previewOf(table);
    const asks = table.undecided.some((field) => field.required || field.candidates.length > 0);
    if (asks) return { status: 'undecided', preview };
    steps.begin('check', table.rowCountEstimate);
    return checked(await readOpenRoster(table, { signal }), preview);
  } finally {
    await table.close();
  }
}

/** Codes that the reader makes up of a row's number: the next file would have another one for the same family. */
const UNSTABLE_CODE = /^第\d+行$/;

function checked(reading: Awaited<ReturnType<typeof readOpenRoster>>, preview: Preview): ReadRoster {
  const named = reading.households.filter((household) => !UNSTABLE_CODE.test(household.code));
  const nameless = reading.households.filter((household) => UNSTABLE_CODE.test(household.code));
  const refused = [
    ...reading.refused.map(refusedRow),
    ...nameless.flatMap((household) => household.members.map(({ lineage }) => namelessRow(lineage.row))),
  ].sort((a, b) => a.row - b.row);
  return {
    status: 'read',
    preview,
    households: named,
    refused,
    refusedRows: new Set(refused.map(({ row }) => row)).size,
    rowsRead: reading.rowsRead,
  };
}

function refusedRow({ row, field, value, reason, remedy }: Refusal): RefusedRow {
  return { row, field: field ?? '整行', value, reason, remedy };
}

function namelessRow(row: number): RefusedRow {
  return {
    row,
    field: '户编号',
    value: '',
    reason: '没有户编号，也没有小区和房号，下次导入时认不出是哪一户',
    remedy: '补填户编号后重新提供',
  };
}

import { ROSTER } from '@anju/domain';
import {
  type MappingOverride,
  noRowsFault,
  openTable,
  type Refusal,
  ROSTER_TABLE,
  type RosterHousehold,
  readOpenRoster,
  ungroupedFault,
} from '@anju/matching';
import type { Deps } from '../../platform/deps.ts';
import { processScratch } from '../../platform/files/process-scratch.ts';
import {
  countRows,
  type Intake,
  type IntakeProblem,
  openBare,
  overrideOf,
  type Preview,
  pointedIn,
  previewOf,
  problemOf,
  type RefusedRow,
  type StepProgress,
} from '../intake/index.ts';
import { remarksOn } from './remarks-on.ts';

export interface ReadRoster {
  readonly status: 'read';
  readonly preview: Preview;
  readonly households: readonly RosterHousehold[];
  readonly refused: readonly RefusedRow[];
  /** Rows left out, and others that are taken without a cell. */
  readonly rowsLost: ReturnType<typeof countRows>;
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
  intake: Pick<Intake, 'file_sha256' | 'file_name' | 'mapping' | 'header_rows'>,
  { signal, steps }: Reading,
): Promise<RosterReading> {
  if (!(await deps.files.has(intake.file_sha256))) return { status: 'failed', problem: FILE_GONE };
  steps.begin('read');
  const scratchDir = processScratch(deps.config.dataDir);
  return await deps.files.withPath(
    intake.file_sha256,
    (path) => readAt(path, intake, { signal, steps, scratchDir }),
    signal,
  );
}

async function readAt(
  path: string,
  intake: Pick<Intake, 'file_name' | 'mapping' | 'header_rows'>,
  { signal, steps, scratchDir }: Reading & { readonly scratchDir: string },
): Promise<RosterReading> {
  const open = (mapping: MappingOverride | null) =>
    openTable({ path, name: intake.file_name }, ROSTER_TABLE, {
      scratchDir,
      signal,
      onProgress: (done, total) => steps.advance(done, total),
      ...(mapping === null ? {} : { mapping }),
    });
  const pointed = pointedIn(intake);
  const first = await open(pointed === null ? null : overrideOf(pointed));
  const asks = pointed === null && !first.ok && first.error.code === 'no-header';
  const opened = asks ? await openBare(open, first.error) : first;
  if (!opened.ok) return { status: 'failed', problem: problemOf(opened.error) };
  const table = opened.value;
  try {
    const preview = previewOf(table);
    const asks = table.undecided.some((field) => field.required || field.candidates.length > 0);
    if (asks) return { status: 'undecided', preview };
    steps.begin('check', table.rowCountEstimate);
    const reading = await readOpenRoster(table, { signal });
    if (reading.rowsRead === 0) return { status: 'failed', problem: problemOf(noRowsFault(table.name)) };
    if (reading.isGrouped) return checked(reading, preview);
    return pointed === null
      ? {
          status: 'undecided',
          preview: { ...preview, undecided: [...preview.undecided, WHO_BELONGS_TOGETHER] },
        }
      : { status: 'failed', problem: problemOf(ungroupedFault(table)) };
  } finally {
    await table.close();
  }
}

const CODE = ROSTER.fields.find(({ key }) => key === 'code');

/** Which column says who is one household. */
const WHO_BELONGS_TOGETHER = {
  field: 'code',
  label: `${CODE?.label ?? '户编号'}（没有的，指认与承租人关系、每户一个的序号或房号）`,
  required: true,
  candidates: [],
};

/** Codes that the reader makes up of a row's number: the next file would have another one for the same family. */
const UNSTABLE_CODE = /第\d+行$/;

function checked(reading: Awaited<ReturnType<typeof readOpenRoster>>, preview: Preview): ReadRoster {
  const named = reading.households.filter((household) => !UNSTABLE_CODE.test(household.code));
  const nameless = reading.households.filter((household) => UNSTABLE_CODE.test(household.code));
  const refused = [
    ...reading.refused.map(refusedRow),
    ...remarksOn(named),
    ...nameless.flatMap((household) =>
      household.members.map(({ lineage }) => namelessRow(household.code, lineage.row)),
    ),
  ].sort((a, b) => (a.sheet ?? '').localeCompare(b.sheet ?? '') || a.row - b.row);
  return {
    status: 'read',
    preview,
    households: named,
    refused,
    rowsLost: countRows(refused),
    rowsRead: reading.rowsRead,
  };
}

function refusedRow({ sheet, row, field, value, reason, remedy, extent }: Refusal): RefusedRow {
  return { sheet, row, field: field ?? '整行', value, reason, remedy, extent };
}

function namelessRow(code: string, row: number): RefusedRow {
  return {
    sheet: code.replace(UNSTABLE_CODE, '') || null,
    row,
    field: '户编号',
    value: '',
    reason: '没有户编号，也没有小区和房号，下次导入时认不出是哪一户',
    remedy: '补填户编号后重新提供',
    extent: 'row',
  };
}

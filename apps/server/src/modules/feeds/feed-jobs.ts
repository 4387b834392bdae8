import { calendarDate, REGISTERS, type RegisterKind, ROLES, type Role, readIdNumber } from '@anju/domain';
import {
  findUnreadCells,
  type MappingOverride,
  noRowsFault,
  type OpenTable,
  openComparison,
  openTable,
  type ReadFault,
  type Refusal,
  type RegisterFile,
} from '@anju/matching';
import { z } from 'zod';
import type { Deps } from '../../platform/deps.ts';
import { recordEvent } from '../../platform/events.ts';
import { processScratch } from '../../platform/files/process-scratch.ts';
import { defineJob, type JobContext, type JobDefinition } from '../../platform/jobs/definition.ts';
import { settleNotices } from '../inbox/index.ts';
import {
  detectedChoice,
  failIntake,
  guardIntake,
  type IntakeProblem,
  moveIntake,
  openBare,
  overrideOf,
  type Pointed,
  type Preview,
  pointedIn,
  problemOf,
  type RefusedRow,
  type RememberedColumn,
  rememberedChoice,
  reportSteps,
  type StepProgress,
  storeRefused,
  withoutRows,
} from '../intake/index.ts';
import { scheduleBatches } from './batch-store.ts';
import { chaseKey } from './chase-feed.ts';
import { CHECK_JOB, kindOfFeed, nextDue, READ_JOB } from './deliver-feed.ts';
import { dataPersonsOf, listDuties, readRemembered, rememberColumns, upsertDuty } from './duty-store.ts';
import { previewOfRegister } from './preview-of-register.ts';
import { purgeAfterDue, purgeAfterSuperseded } from './retention.ts';
import { type FeedRow, readFeed, setDelivered } from './store.ts';

const INPUT = z.object({ feedId: z.uuid(), roles: z.array(z.string()) });
const isRole = (text: string): text is Role => Object.hasOwn(ROLES, text);

const SAMPLE = 20;
const MEMORY_MB = 1024;

export function feedJobs(deps: Deps): readonly JobDefinition[] {
  return [
    defineJob(READ_JOB, (context) => readJob(context, deps)),
    defineJob(CHECK_JOB, (context) => checkJob(context, deps)),
  ];
}

interface Task {
  readonly context: JobContext;
  readonly deps: Deps;
  readonly feed: FeedRow;
  readonly kind: RegisterKind;
  readonly key: { readonly county: string; readonly id: string };
  readonly steps: StepProgress;
}

async function feedOf(context: JobContext, state: FeedRow['state']) {
  const { feedId, roles } = INPUT.parse(context.job.input);
  const key = { county: context.job.county, id: feedId };
  const feed = await context.inScope((tx) => readFeed(tx, key.county, key.id));
  return feed === null || feed.state !== state ? null : { feed, key, roles: roles.filter(isRole) };
}

const FILE_GONE: IntakeProblem = { code: 'file-gone', message: '文件已按期清理。请重新上传。' };

/** 读取: the columns and the first rows, with the department's remembered columns. */
async function readJob(context: JobContext, deps: Deps): Promise<undefined> {
  const found = await feedOf(context, 'reading');
  if (found === null) return;
  const { feed, key } = found;
  const steps = reportSteps(context, [{ name: 'read', label: '读取' }]);
  await guardIntake(context, 'feeds', key, async () => {
    if (!(await deps.files.has(feed.file_sha256))) return failIntake(context, 'feeds', key, FILE_GONE);
    steps.begin('read');
    const task = { context, deps, feed, kind: kindOfFeed(feed), key, steps };
    await deps.files.withPath(feed.file_sha256, (path) => showPreview(task, path), context.signal);
    steps.finish();
  });
  return;
}

async function showPreview(task: Task, path: string): Promise<void> {
  const { context, key, feed } = task;
  const opened = await openFeed(task, path);
  if (!opened.ok) return failIntake(context, 'feeds', key, problemOf(opened.error));
  try {
    const { table } = opened;
    if (table.firstRows.length + table.ragged.count === 0)
      return failIntake(context, 'feeds', key, problemOf(noRowsFault(table.name)));
    const chosen = pointedIn(feed);
    const { preview, asks, strange } = previewOfRegister(table, task.kind);
    if (strange !== null && chosen !== null && !namesOnlyHeader(chosen))
      return failIntake(context, 'feeds', key, problemOf(strange));
    await context.inScope(async (tx) => {
      const shown = await moveIntake(tx, 'feeds', key, asks ? 'ask-columns' : 'show-preview', {
        preview,
        counts: { rowsEstimate: table.rowCountEstimate },
        ...(opened.pointed === null
          ? {}
          : { mapping: opened.pointed.columns, headerRows: opened.pointed.headerRows }),
      });
      if (shown && !asks && chosen !== null)
        await rememberColumns(tx, memoryOf(task), toRemember(chosen, preview), context.clock.now());
    });
  } finally {
    await opened.table.close();
  }
}

/** The header was pointed out; which column is which may still be asked. */
const namesOnlyHeader = ({ columns, headerRows }: Pointed): boolean =>
  headerRows !== null && Object.keys(columns).length === 0;

type OpenedFeed =
  | { readonly ok: true; readonly table: OpenTable; readonly pointed: Pointed | null }
  | { readonly ok: false; readonly error: ReadFault };

const memoryOf = ({ context, kind, feed }: Task) => ({
  county: context.job.county,
  kind,
  department: feed.department,
});

/** A header row that was pointed out is known again by its words: those of the columns detected under it as well. */
function toRemember({ columns, headerRows }: Pointed, preview: Preview): Pointed {
  const detected = headerRows === null ? {} : detectedChoice(preview.columns);
  return { columns: rememberedChoice({ ...detected, ...columns }, preview.columns), headerRows };
}

const UNFIT: readonly string[] = ['undecided-columns', 'no-header'];

/** With the person's choice, else the remembered columns; columns that no longer fit are forgotten, not insisted on. */
async function openFeed(task: Task, path: string): Promise<OpenedFeed> {
  const { context, deps, feed, kind, steps } = task;
  const scratchDir = processScratch(deps.config.dataDir);
  const open = (mapping: MappingOverride | null) =>
    openTable({ path, name: feed.file_name }, REGISTERS[kind], {
      scratchDir,
      signal: context.signal,
      onProgress: (done, total) => steps.advance(done, total),
      ...(mapping === null ? {} : { mapping }),
    });
  const chosen = pointedIn(feed);
  const remembered = chosen ?? (await context.inScope((tx) => readRemembered(tx, memoryOf(task))));
  let failed: ReadFault | null = null;
  for (const pointed of chosen === null ? waysToOpen(remembered) : [chosen]) {
    const opened = await open(pointed === null ? null : overrideOf(pointed));
    if (opened.ok && (chosen !== null || firstRowIsData(opened.value, kind)))
      return { ok: true, table: opened.value, pointed };
    if (opened.ok) {
      await opened.value.close();
      continue;
    }
    if (chosen !== null || !UNFIT.includes(opened.error.code)) return opened;
    if (failed === null || pointed === null) failed = opened.error;
  }
  if (failed === null) throw new Error('a file is opened in at least one way');
  if (failed.code !== 'no-header') return { ok: false, error: failed };
  const bare = await openBare(open, failed);
  return bare.ok ? { ok: true, table: bare.value, pointed: null } : bare;
}

/** Without a header the first row is one of data: where its number is none, it may be a header this time. */
function firstRowIsData({ header, mapping, firstRows }: OpenTable, kind: RegisterKind): boolean {
  const numbers = REGISTERS[kind].fields.flatMap(({ key, type }) =>
    type === 'id-number' ? (mapping.fields[key] ?? []) : [],
  );
  if (header.rows.length > 0 || header.columns.some((column) => column.header !== '') || numbers.length === 0)
    return true;
  const [first] = firstRows;
  return numbers.some(({ index }) => readIdNumber(first?.cells[index] ?? '').status !== 'unusable');
}

/** Columns without words are looked for only where no header is recognised this time either. */
function waysToOpen(remembered: Pointed | null): readonly (Pointed | null)[] {
  if (remembered === null) return [null];
  const inWords = Object.values(remembered.columns).some(namesHeader);
  return remembered.headerRows === null || inWords ? [remembered, null] : [null, remembered];
}

function namesHeader(column: RememberedColumn): boolean {
  if (column === null || typeof column !== 'object') return typeof column === 'string';
  return ('column' in column ? [column.column] : column).some((name) => typeof name === 'string');
}

interface Checked {
  readonly rows: number;
  readonly refusedRows: number;
  /** Rows that are used without a cell that can't be read. */
  readonly unreadRows: number;
  readonly refused: readonly RefusedRow[];
}

/** 校验: every row is read once by the comparison itself, with nobody to compare it to. */
async function checkFile(
  { context, deps, feed, kind, steps }: Task,
  path: string,
): Promise<Checked | ReadFault> {
  const pointed = pointedIn(feed);
  const file: RegisterFile = {
    kind,
    path,
    name: feed.file_name,
    asOf: calendarDate(feed.as_of),
    ...(pointed === null ? {} : { mapping: overrideOf(pointed) }),
  };
  const means = {
    scratchDir: processScratch(deps.config.dataDir),
    memoryLimitMb: MEMORY_MB,
    signal: context.signal,
  };
  const compared = await openComparison({
    ...means,
    roster: [],
    registers: [file],
    asOf: context.clock.today(),
    onProgress: (progress) => {
      if (progress.step === 'match') steps.advance(Math.round(progress.percent), 100);
    },
  });
  if (!compared.ok) return compared.error;
  try {
    const unread = await findUnreadCells({ ...means, file });
    if (!unread.ok) return unread.error;
    const [statistics] = compared.value.statistics();
    const { listed } = compared.value.refusals;
    const refused = new Set(listed.map(placeKey));
    return {
      rows: statistics?.rowsRead ?? 0,
      refusedRows: statistics?.rowsRefused ?? 0,
      unreadRows: unread.value.rows,
      refused: [...listed, ...unread.value.listed.filter((cell) => !refused.has(placeKey(cell)))].map(
        ({ sheet, row, field, value, reason, remedy, extent }) => ({
          sheet,
          row,
          field: field ?? '整行',
          value,
          reason,
          remedy,
          extent,
        }),
      ),
    };
  } finally {
    await compared.value.close();
  }
}

const placeKey = ({ sheet, row }: Refusal): string => `${sheet ?? ''} ${row}`;

/** The whole file is checked; then it is the department's delivery of that date. */
async function checkJob(
  context: JobContext,
  deps: Deps,
): Promise<{ rows: number; refused: number } | undefined> {
  const found = await feedOf(context, 'loading');
  if (found === null) return;
  const { feed, key, roles } = found;
  const steps = reportSteps(context, [
    { name: 'check', label: '逐行校验' },
    { name: 'register', label: '登记' },
  ]);
  return await guardIntake(context, 'feeds', key, async () => {
    if (!(await deps.files.has(feed.file_sha256))) return failIntake(context, 'feeds', key, FILE_GONE);
    const task = { context, deps, feed, kind: kindOfFeed(feed), key, steps };
    steps.begin('check', 100);
    const checked = await deps.files.withPath(
      feed.file_sha256,
      (path) => checkFile(task, path),
      context.signal,
    );
    if ('code' in checked) return failIntake(context, 'feeds', key, problemOf(checked));
    const refusedFile = await storeRefused(deps.files, checked.refused);
    steps.begin('register');
    await registerDelivery(task, checked, refusedFile, roles);
    steps.finish();
    return { rows: checked.rows, refused: checked.refusedRows };
  });
}

async function registerDelivery(
  { context, deps, feed, kind, key }: Task,
  checked: Checked,
  refusedFile: string | null,
  roles: readonly Role[],
): Promise<void> {
  const at = context.clock.now();
  const change = {
    counts: { rows: checked.rows, refused: checked.refusedRows, unread: checked.unreadRows },
    refusedFile,
    refusedSample: checked.refused.slice(0, SAMPLE),
  };
  const asksPartial = checked.refusedRows + checked.unreadRows > 0 && !feed.accept_partial;
  await context.inScope(async (tx) => {
    if (asksPartial) {
      await moveIntake(tx, 'feeds', key, 'ask-partial', change);
      return;
    }
    const moved = await moveIntake(tx, 'feeds', key, 'finish', {
      ...change,
      preview: withoutRows(feed),
      finishedAt: at,
    });
    if (!moved) return;
    const rows = { read: checked.rows, refused: checked.refusedRows };
    await setDelivered(tx, key, rows);
    const place = { county: key.county, kind };
    const duty = (await listDuties(tx, key.county)).find((entry) => entry.kind === kind);
    const today = context.clock.today();
    const due = nextDue(today, duty?.every_days ?? REGISTERS[kind].dueEveryDays);
    await scheduleBatches(tx, place, {
      newest: purgeAfterDue(kind, today, due),
      others: purgeAfterSuperseded(at),
    });
    if (duty !== undefined) {
      await upsertDuty(tx, {
        county: key.county,
        kind,
        department: feed.department,
        everyDays: duty.every_days,
        nextDue: due,
      });
    }
    for (const person of await dataPersonsOf(tx, key.county, feed.department)) {
      await settleNotices(tx, deps, chaseKey(kind, person.id));
    }
    await recordEvent(tx, {
      county: key.county,
      actor: {
        id: feed.confirmed_by ?? feed.created_by,
        name: feed.confirmed_by_name ?? feed.created_by_name,
        roles,
      },
      act: 'feed.deliver',
      subject: { type: 'feed', id: key.id },
      payload: { did: 'delivered', kind, asOf: feed.as_of, rows: checked.rows, refused: checked.refusedRows },
      at,
    });
  });
}

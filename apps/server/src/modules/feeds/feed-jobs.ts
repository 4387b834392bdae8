import { calendarDate, REGISTERS, type RegisterKind, ROLES, type Role } from '@anju/domain';
import {
  type MappingOverride,
  type OpenTable,
  openComparison,
  openTable,
  type ReadFault,
} from '@anju/matching';
import { z } from 'zod';
import type { Deps } from '../../platform/deps.ts';
import { recordEvent } from '../../platform/events.ts';
import { processScratch } from '../../platform/files/process-scratch.ts';
import { defineJob, type JobContext, type JobDefinition } from '../../platform/jobs/definition.ts';
import { settleNotices } from '../inbox/index.ts';
import {
  failIntake,
  guardIntake,
  type IntakeProblem,
  moveIntake,
  previewOf,
  problemOf,
  type RefusedRow,
  reportSteps,
  type StepProgress,
  storeRefused,
  withoutRows,
} from '../intake/index.ts';
import { scheduleBatches } from './batch-store.ts';
import { chaseKey } from './chase-feed.ts';
import { CHECK_JOB, kindOfFeed, nextDue, READ_JOB } from './deliver-feed.ts';
import { dataPersonsOf, listDuties, readRemembered, upsertDuty } from './duty-store.ts';
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
    await deps.files.withPath(feed.file_sha256, (path) => showPreview(task, path));
    steps.finish();
  });
  return;
}

async function showPreview(task: Task, path: string): Promise<void> {
  const { context, key } = task;
  const opened = await openFeed(task, path);
  if (!opened.ok) return failIntake(context, 'feeds', key, problemOf(opened.error));
  try {
    const preview = previewOf(opened.table);
    const asks = preview.undecided.some((field) => field.required || field.candidates.length > 0);
    await context.inScope((tx) =>
      moveIntake(tx, 'feeds', key, asks ? 'ask-columns' : 'show-preview', {
        preview,
        counts: { rowsEstimate: opened.table.rowCountEstimate },
        ...(opened.columns === null ? {} : { mapping: opened.columns }),
      }),
    );
  } finally {
    await opened.table.close();
  }
}

type Columns = NonNullable<FeedRow['mapping']>;
type Opened =
  | { readonly ok: true; readonly table: OpenTable; readonly columns: Columns | null }
  | { readonly ok: false; readonly error: ReadFault };

/** With the person's choice, else the remembered columns; columns that no longer fit are forgotten, not insisted on. */
async function openFeed({ context, deps, feed, kind, steps }: Task, path: string): Promise<Opened> {
  const scratchDir = processScratch(deps.config.dataDir);
  const open = (columns: Columns | null) =>
    openTable({ path, name: feed.file_name }, REGISTERS[kind], {
      scratchDir,
      signal: context.signal,
      onProgress: (done, total) => steps.advance(done, total),
      ...(columns === null ? {} : { mapping: { columns } satisfies MappingOverride }),
    });
  const memory = { county: context.job.county, kind, department: feed.department };
  const remembered = feed.mapping ?? (await context.inScope((tx) => readRemembered(tx, memory)));
  const first = await open(remembered);
  if (first.ok) return { ok: true, table: first.value, columns: remembered };
  if (feed.mapping !== null || remembered === null || first.error.code !== 'undecided-columns') return first;
  const plain = await open(null);
  return plain.ok ? { ok: true, table: plain.value, columns: null } : plain;
}

interface Checked {
  readonly rows: number;
  readonly refusedRows: number;
  readonly refused: readonly RefusedRow[];
}

/** 校验: every row is read once by the comparison itself, with nobody to compare it to. */
async function checkFile(
  { context, deps, feed, kind, steps }: Task,
  path: string,
): Promise<Checked | ReadFault> {
  const compared = await openComparison({
    roster: [],
    registers: [
      {
        kind,
        path,
        name: feed.file_name,
        asOf: calendarDate(feed.as_of),
        ...(feed.mapping === null ? {} : { mapping: { columns: feed.mapping } }),
      },
    ],
    asOf: context.clock.today(),
    scratchDir: processScratch(deps.config.dataDir),
    memoryLimitMb: MEMORY_MB,
    signal: context.signal,
    onProgress: (progress) => {
      if (progress.step === 'match') steps.advance(Math.round(progress.percent), 100);
    },
  });
  if (!compared.ok) return compared.error;
  try {
    const [statistics] = compared.value.statistics();
    return {
      rows: statistics?.rowsRead ?? 0,
      refusedRows: statistics?.rowsRefused ?? 0,
      refused: compared.value.refusals.listed.map(({ row, field, value, reason, remedy }) => ({
        row,
        field: field ?? '整行',
        value,
        reason,
        remedy,
      })),
    };
  } finally {
    await compared.value.close();
  }
}

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
    const checked = await deps.files.withPath(feed.file_sha256, (path) => checkFile(task, path));
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
    counts: { rows: checked.rows, refused: checked.refusedRows },
    refusedFile,
    refusedSample: checked.refused.slice(0, SAMPLE),
  };
  const asksPartial = checked.refusedRows > 0 && !feed.accept_partial;
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

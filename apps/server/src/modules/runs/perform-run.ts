import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { calendarDate, findCrossings, REGISTERS } from '@anju/domain';
import { type Comparison, openComparison } from '@anju/matching';
import type { Deps } from '../../platform/deps.ts';
import { recordEvent } from '../../platform/events.ts';
import { withPaths } from '../../platform/files/file-store.ts';
import { processScratch } from '../../platform/files/process-scratch.ts';
import { type JobContext, JobFailure } from '../../platform/jobs/definition.ts';
import type { Json } from '../../platform/json.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { recordDataUse } from '../data-use/index.ts';
import { type CurrentFeed, currentFeeds } from '../feeds/index.ts';
import { recordRunFindings } from '../findings/index.ts';
import { loadRosterFor, type RosterEntry } from '../households/index.ts';
import { notify } from '../inbox/index.ts';
import { type PublishedPolicy, publishedPolicyById } from '../policies/index.ts';
import { countRun } from './count-findings.ts';
import { type JudgedRoster, judgeRoster } from './judge-roster.ts';
import { type RunSteps, runSteps } from './run-steps.ts';
import {
  finishRun,
  lockUnendedRun,
  type RunCounts,
  type RunRegister,
  type RunRow,
  readRun,
} from './store.ts';

interface RunInput {
  readonly run: RunRow;
  readonly policy: PublishedPolicy;
  readonly roster: readonly RosterEntry[];
  readonly feeds: readonly CurrentFeed[];
}

/**
 * A comparison run: the roster of now against each department's newest delivery, every family judged, the findings
 * recorded. Nothing is written before the end, and then all of it in one transaction, so that a run that was killed
 * begins again and raises nothing twice.
 */
export async function performRun(deps: Deps, context: JobContext): Promise<Json> {
  const input = await context.inScope((tx) => loadInput(deps, context, tx));
  if (input === null) return { alreadyDone: true };
  const steps = stepsOf(input, context);
  const scratchDir = await mkdtemp(join(processScratch(deps.config.dataDir), 'run-'));
  try {
    steps.begin('roster', input.roster.length);
    const digests = input.feeds.map((feed) => feed.sha256);
    const compare = async (paths: ReadonlyMap<string, string>): Promise<Json> => {
      const comparison = await compareAll({ ...input, paths }, context, steps, scratchDir);
      try {
        steps.begin('judge', input.roster.length);
        const judged = await judge(deps, input, comparison, steps);
        context.signal.throwIfAborted();
        steps.begin('record', judged.findings.length);
        const registers = registersOf(comparison);
        const counts = await context.inScope((tx) => record(deps, tx, input, judged, registers));
        steps.end();
        return counts === null ? { alreadyDone: true } : { new: counts.new, cleared: counts.cleared };
      } finally {
        await comparison.close();
      }
    };
    return await withPaths(deps.files, digests, compare, context.signal);
  } finally {
    await rm(scratchDir, { recursive: true, force: true });
  }
}

async function loadInput(deps: Deps, context: JobContext, tx: Tx): Promise<RunInput | null> {
  const { county } = context.job;
  const run = await readRun(tx, runIdOf(context.job.input));
  if (run === null || run.finished_at !== null) return null;
  const policy = await publishedPolicyById(tx, county, run.policy_id);
  if (policy === null) throw new JobFailure('no-policy', '这次比对所用的政策标准已不存在。请重新发起比对。');
  const roster = await loadRosterFor(tx, deps.secrets, county);
  if (roster.length === 0) {
    throw new JobFailure('empty-roster', '还没有在保家庭。请先在“花名册导入”中导入花名册，再发起比对。');
  }
  return { run, policy, roster, feeds: await currentFeeds(tx, deps, county) };
}

function runIdOf(input: unknown): string {
  if (typeof input === 'object' && input !== null && 'runId' in input && typeof input.runId === 'string') {
    return input.runId;
  }
  throw new Error('a run job without a run');
}

function stepsOf({ roster, feeds }: RunInput, context: JobContext): RunSteps {
  const labels = [
    ['roster', `读取花名册（${roster.length} 户）`],
    ...feeds.map((feed) => [feed.id, `比对${REGISTERS[feed.kind].label}`] as const),
    ['judge', '逐户判定'],
    ['record', '与上次比对、登记疑点'],
  ] as const;
  return runSteps(labels, context.clock, context.report);
}

async function compareAll(
  { run, roster, feeds, paths }: RunInput & { readonly paths: ReadonlyMap<string, string> },
  context: JobContext,
  steps: RunSteps,
  scratchDir: string,
): Promise<Comparison> {
  const stepOf = new Map(feeds.map((feed) => [feed.name, feed.id]));
  let current: string | null = null;
  const compared = await openComparison({
    roster: roster.map((entry) => entry.household),
    registers: feeds.map(({ kind, sha256, name, asOf, mapping }) => ({
      kind,
      path: paths.get(sha256) ?? sha256,
      name,
      asOf,
      confirmed: true,
      ...(mapping === undefined ? {} : { mapping }),
    })),
    asOf: calendarDate(run.as_of),
    scratchDir,
    signal: context.signal,
    onProgress: (progress) => {
      if (progress.step !== 'open' && progress.step !== 'match') return;
      const step = stepOf.get(progress.file) ?? null;
      if (step !== null && step !== current) {
        current = step;
        steps.begin(step, 100);
      }
      if (progress.step === 'match') steps.advance(progress.percent);
    },
  });
  if (compared.ok) return compared.value;
  context.signal.throwIfAborted();
  throw new JobFailure(`register-${compared.error.code}`, compared.error.message);
}

async function judge(
  deps: Deps,
  { run, policy, roster }: RunInput,
  comparison: Comparison,
  steps: RunSteps,
): Promise<JudgedRoster> {
  return await judgeRoster({
    families: comparison.families(),
    places: new Map(roster.map(({ id, region, household }) => [household.code, { id, region }])),
    crossings: findCrossings(roster.map((entry) => entry.household)),
    basis: { pack: policy.pack, asOf: calendarDate(run.as_of), registers: comparison.registers },
    ids: deps.ids,
    onJudged: steps.advance,
  });
}

function registersOf(comparison: Comparison): readonly RunRegister[] {
  return comparison.statistics().map((one) => ({
    kind: one.kind,
    file: one.file,
    asOf: one.asOf,
    stale: comparison.registers.get(one.kind)?.stale ?? false,
    rowsRead: one.rowsRead,
    rowsRefused: one.rowsRefused,
    hitsExact: one.hitsExact,
    hitsProbable: one.hitsProbable,
    seconds: one.seconds,
  }));
}

/** Findings, figures, data-use entries, event and notice: all or nothing. Null: another attempt was first. */
async function record(
  deps: Deps,
  tx: Tx,
  { run, policy, roster, feeds }: RunInput,
  judged: JudgedRoster,
  registers: readonly RunRegister[],
): Promise<RunCounts | null> {
  if (!(await lockUnendedRun(tx, run.id))) return null;
  const at = deps.clock.now();
  const households = new Set(roster.map((entry) => entry.id));
  const startedBy = { id: run.started_by, name: run.started_by_name };
  const context = {
    county: run.county,
    runId: run.id,
    policyId: policy.id,
    judged: households,
    startedBy,
    at,
  };
  const difference = await recordRunFindings(tx, deps, judged.findings, context);
  const counts = countRun(difference, judged);
  await finishRun(tx, run.id, { registers, counts, at });
  for (const feed of feeds) {
    const used = registers.find((one) => one.kind === feed.kind && one.file === feed.name);
    await recordDataUse(tx, deps, {
      county: run.county,
      feed,
      runId: run.id,
      purpose: '公租房保障资格联审比对',
      rows: used?.rowsRead ?? 0,
      hits: (used?.hitsExact ?? 0) + (used?.hitsProbable ?? 0),
      by: startedBy,
    });
  }
  await recordEvent(tx, {
    county: run.county,
    actor: 'system',
    act: 'run.done',
    subject: { type: 'run', id: run.id },
    payload: {
      asOf: run.as_of,
      policy: policy.id,
      policyVersion: policy.version,
      families: counts.families,
      new: counts.new,
      persisting: counts.persisting,
      cleared: counts.cleared,
      exited: counts.exited,
      feeds: feeds.map((feed) => ({ id: feed.id, kind: feed.kind, asOf: feed.asOf })),
    },
    at,
  });
  await notify(tx, deps, {
    county: run.county,
    userId: run.started_by,
    kind: 'todo',
    title: `比对完成：新增疑点 ${counts.new} 条，消除 ${counts.cleared} 条`,
    link: `/runs/${run.id}`,
    dueOn: null,
    key: `run-done:${run.id}`,
  });
  return counts;
}

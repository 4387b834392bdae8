import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import {
  findCrossings,
  type Outcome,
  prepareJudge,
  REGISTERS,
  type RegisterKind,
  ROSTER,
} from '@anju/domain';
import {
  type Comparison,
  findHeaderFaults,
  openComparison,
  type RosterHousehold,
  type RosterReading,
  readRoster,
} from '@anju/matching';
import type { CheckArguments } from './arguments.ts';
import { countyName } from './county-name.ts';
import { FindingsFile, shownOutcomes } from './findings-file.ts';
import { FormCounts } from './form-counts.ts';
import type { Outputs } from './outputs.ts';
import { leftOut, type ProgressLine, unused } from './progress.ts';
import { InputFault, readMappings, readPolicy } from './read-inputs.ts';
import { writeRejects } from './rejects-book.ts';
import { FindingCounts, summaryOf } from './summary.ts';

export interface CheckReport {
  readonly summary: ReturnType<typeof summaryOf>;
  /** Of the family asked for with --explain. */
  readonly explained: { readonly household: RosterHousehold; readonly outcomes: readonly Outcome[] } | null;
}

/** A household code of --explain that the roster does not have. */
export class UnknownHousehold extends Error {}

/** Reads, compares, judges and writes the four files. A file not understood throws InputFault. */
export async function performCheck(
  asked: CheckArguments,
  outputs: Outputs,
  progress: ProgressLine,
  signal: AbortSignal,
): Promise<CheckReport> {
  const started = performance.now();
  await outputs.prepare();
  const policy = await readPolicy(asked.policy, asked.asOf);
  const mappings = await readMappings(asked.maps);
  const scratchDir = await mkdtemp(join(tmpdir(), 'anju-check-'));
  try {
    const rosterMapping = mappings.get('roster');
    const mapped = rosterMapping === undefined ? {} : { mapping: rosterMapping };
    const registers = asked.registers.map(({ kind, path }) => {
      const mapping = mappings.get(kind);
      return {
        kind,
        path,
        name: basename(path),
        asOf: asked.dataDates.get(kind) ?? asked.asOf,
        ...(mapping === undefined ? {} : { mapping }),
      };
    });
    const faults = await findHeaderFaults({
      roster: { path: asked.roster, ...mapped },
      registers,
      scratchDir,
      signal,
    });
    if (faults.length > 0)
      throw new InputFault(faults.map((fault) => faultText(fault, fault.register)).join('\n\n'));
    const read = await readRoster(
      { path: asked.roster },
      { scratchDir, asOf: asked.asOf, signal, ...mapped },
    );
    if (!read.ok) throw new InputFault(faultText(read.error, 'roster'));
    const roster = read.value;
    if (asked.explain !== null && !roster.households.some(({ code }) => code === asked.explain))
      throw new UnknownHousehold(asked.explain);
    const members = roster.households.reduce((total, household) => total + household.members.length, 0);
    progress.say(
      `花名册（${basename(asked.roster)}）：${roster.households.length} 户 ${members} 人${unused(roster.headersUnused)}${leftOut(roster.sheetsLeftOut)}`,
    );
    const rosterRead = performance.now();
    const opened = await openComparison({
      roster: roster.households,
      registers,
      asOf: asked.asOf,
      scratchDir,
      ...(asked.memoryLimitMb === null ? {} : { memoryLimitMb: asked.memoryLimitMb }),
      ...(asked.threads === null ? {} : { threads: asked.threads }),
      signal,
      onProgress: progress.show,
    });
    if (!opened.ok) throw new InputFault(faultText(opened.error, opened.error.register));
    const comparison = opened.value;
    try {
      const compared = performance.now();
      const counts = new FindingCounts();
      const form = new FormCounts();
      const judged = await judgeAll({ asked, policy, roster, comparison, counts, form, outputs, progress });
      const done = performance.now();
      await writeRejects(outputs.pathOf('rejects.xlsx'), roster.refused, comparison.refusals);
      const header = {
        unitName: asked.unit ?? policy.issuer ?? '',
        county: countyName(policy.region),
        reportDate: asked.asOf,
      };
      await writeFile(outputs.pathOf('findings.xlsx'), await form.write(header));
      const ended = performance.now();
      const summary = summaryOf({
        asOf: asked.asOf,
        policy,
        rosterFile: basename(asked.roster),
        roster,
        judged: judged.families,
        comparison,
        counts,
        seconds: {
          roster: (rosterRead - started) / 1000,
          compare: (compared - rosterRead) / 1000,
          judge: (done - compared) / 1000,
          write: (ended - done) / 1000,
          total: (ended - started) / 1000,
        },
      });
      await writeFile(outputs.pathOf('summary.json'), `${JSON.stringify(summary, null, 2)}\n`);
      await outputs.publish();
      return { summary, explained: judged.explained };
    } finally {
      await comparison.close();
    }
  } finally {
    await rm(scratchDir, { recursive: true, force: true });
  }
}

interface JudgeTask {
  readonly asked: CheckArguments;
  readonly policy: Awaited<ReturnType<typeof readPolicy>>;
  readonly roster: RosterReading;
  readonly comparison: Comparison;
  readonly counts: FindingCounts;
  readonly form: FormCounts;
  readonly outputs: Outputs;
  readonly progress: ProgressLine;
}

async function judgeAll(task: JudgeTask) {
  const { asked, policy, roster, comparison } = task;
  const file = new FindingsFile(task.outputs.pathOf('findings.jsonl'));
  // A family that has left is compared with nothing any more, nor the next tenant of its unit with it.
  const present = roster.households.filter(({ exitedOn }) => exitedOn === null || exitedOn > asked.asOf);
  const staying = new Set(present.map(({ code }) => code));
  const crossings = findCrossings(present);
  const judge = prepareJudge({ pack: policy, asOf: asked.asOf, registers: comparison.registers });
  let explained: CheckReport['explained'] = null;
  let families = 0;
  let visited = 0;
  for await (const { household, hits } of comparison.families()) {
    visited += 1;
    if (visited % 2000 === 0)
      task.progress.show({ step: 'families', done: visited, total: roster.households.length });
    if (!staying.has(household.code)) continue;
    families += 1;
    const outcomes = judge({ household, hits, crossings: crossings.get(household.code) ?? [] });
    const shown = shownOutcomes(outcomes);
    task.counts.add(outcomes, shown);
    task.form.add(household, outcomes);
    if (household.code === asked.explain) {
      const found = roster.households.find(({ code }) => code === household.code);
      if (found !== undefined) explained = { household: found, outcomes };
    }
    file.add(household, shown);
    if (file.isBehind) await file.keepUp();
  }
  await file.end();
  task.progress.done();
  return { families, explained };
}

interface ShownFault {
  readonly code: string;
  readonly message: string;
  readonly seenHeader?: readonly string[];
}

/** Faults of the header, which --map puts right. */
const OF_HEADER: readonly string[] = ['no-header', 'repeated-header', 'undecided-columns'];
const OF_SHEETS = 'other-sheets';

function faultText({ code, message, seenHeader = [] }: ShownFault, kind: RegisterKind | 'roster'): string {
  const lines = [message];
  if (seenHeader.length > 0) lines.push(`看到的表头：${seenHeader.slice(0, 40).join(' | ')}`);
  if (OF_HEADER.includes(code)) {
    const { fields } = kind === 'roster' ? ROSTER : REGISTERS[kind];
    const keys = fields.map(({ key, label }) => `${key} ${label}`).join('、');
    lines.push(
      `指定列：--map ${kind}=文件.json，文件如 {"name":"表头原文"}，文件里没有的项写 null；字段有 ${keys}`,
    );
  }
  if (code === 'no-header')
    lines.push(
      `指出表头行或说明没有表头：文件如 {"columns":{"name":0,"id":1},"headerRows":[3]}，没有表头的写 "headerRows":[]；列写表头原文或从 0 起的列号`,
    );
  if (code === OF_SHEETS)
    lines.push(`只读一张：--map ${kind}=文件.json，文件如 {"columns":{},"sheet":"工作表名"}`);
  return lines.join('\n');
}

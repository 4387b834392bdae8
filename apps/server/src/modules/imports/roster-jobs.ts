import { ROLES, type Role } from '@anju/domain';
import type { RosterHousehold } from '@anju/matching';
import { z } from 'zod';
import type { Deps } from '../../platform/deps.ts';
import { recordEvent } from '../../platform/events.ts';
import { defineJob, type JobContext, type JobDefinition } from '../../platform/jobs/definition.ts';
import { countActive, knownHouseholds } from '../households/index.ts';
import {
  failIntake,
  finishFile,
  guardIntake,
  type Intake,
  type IntakeProblem,
  moveIntake,
  readIntake,
  reportSteps,
  storeRefused,
  withoutRows,
} from '../intake/index.ts';
import { loadRoster } from './load-roster.ts';
import { type PlaceFinder, placeFinder } from './place-household.ts';
import { readRosterFile } from './read-roster-file.ts';
import { compareHousehold, digestOf, namedPlaceOf } from './roster-file.ts';
import { LOAD_JOB, READ_JOB } from './start-import.ts';
import { listPlaces } from './store.ts';

const isRole = (text: string): text is Role => Object.hasOwn(ROLES, text);
const INPUT = z.object({ importId: z.uuid(), roles: z.array(z.string()) });

const SAMPLE = 20;
const COMPARE_CHUNK = 1_000;

type JobDeps = Pick<Deps, 'files' | 'secrets' | 'ids' | 'config'>;

export function rosterJobs(deps: Deps): readonly JobDefinition[] {
  return [
    defineJob(READ_JOB, (context) => readJob(context, deps)),
    defineJob(LOAD_JOB, (context) => loadJob(context, deps)),
  ];
}

/** The import this job is for; null where it was cancelled or moved on before the job came to it. */
async function importOf(context: JobContext, state: Intake['state']) {
  const { importId, roles } = INPUT.parse(context.job.input);
  const key = { county: context.job.county, id: importId };
  const intake = await context.inScope((tx) => readIntake(tx, 'imports', key));
  return intake === null || intake.state !== state ? null : { intake, key, roles: roles.filter(isRole) };
}

/** 读取 → 校验 → 比较: from a file to a preview, changing nothing. */
async function readJob(context: JobContext, deps: JobDeps): Promise<undefined> {
  const found = await importOf(context, 'reading');
  if (found === null) return;
  const { intake, key } = found;
  await guardIntake(context, 'imports', key, async () => {
    const steps = reportSteps(context, [
      { name: 'read', label: '读取' },
      { name: 'check', label: '校验' },
      { name: 'compare', label: '比较' },
    ]);
    const read = await readRosterFile(deps, intake, { signal: context.signal, steps });
    if (read.status === 'failed') return failIntake(context, 'imports', key, read.problem);
    if (read.status === 'undecided') {
      await context.inScope((tx) => moveIntake(tx, 'imports', key, 'ask-columns', { preview: read.preview }));
      return;
    }
    const refused = await storeRefused(deps.files, read.refused);
    steps.begin('compare', read.households.length);
    const counts = await context.inScope(async (tx) => {
      const place = placeFinder(await listPlaces(tx, key.county));
      return countChanges(
        { tx, deps, county: key.county, place, onProgress: steps.advance },
        read.households,
      );
    });
    await context.inScope((tx) =>
      moveIntake(tx, 'imports', key, 'show-preview', {
        preview: read.preview,
        counts: { rows: read.rowsRead, ...read.rowsLost, ...counts },
        refusedFile: refused,
        refusedSample: read.refused.slice(0, SAMPLE),
      }),
    );
    steps.finish();
  });
  return;
}

interface CompareContext {
  readonly tx: Parameters<typeof knownHouseholds>[0];
  readonly deps: Pick<Deps, 'secrets'>;
  readonly county: string;
  readonly place: PlaceFinder;
  readonly onProgress: (done: number) => void;
}

async function countChanges(context: CompareContext, households: readonly RosterHousehold[]) {
  const { tx, county, deps, place } = context;
  const counts = { new: 0, changed: 0, unchanged: 0 };
  let members = 0;
  let unplaced = 0;
  for (let from = 0; from < households.length; from += COMPARE_CHUNK) {
    const chunk = households.slice(from, from + COMPARE_CHUNK);
    const known = await knownHouseholds(
      tx,
      county,
      chunk.map((household) => household.code),
    );
    for (const household of chunk) {
      const placed = place(namedPlaceOf(household));
      counts[compareHousehold(known.get(household.code), digestOf(household, placed, deps.secrets))] += 1;
      members += household.members.length;
      if (placed === null) unplaced += 1;
    }
    context.onProgress(from + chunk.length);
  }
  const notInFile = Math.max(0, (await countActive(tx, county)) - counts.changed - counts.unchanged);
  return { households: households.length, members, unplaced, notInFile, ...counts };
}

/** 载入: everything in one transaction, so that a killed process leaves nothing half-loaded and simply starts again. */
async function loadJob(context: JobContext, deps: JobDeps): Promise<{ [name: string]: number } | undefined> {
  const found = await importOf(context, 'loading');
  if (found === null) return;
  const { intake, key, roles } = found;
  return await guardIntake(context, 'imports', key, async () => {
    const steps = reportSteps(context, [
      { name: 'read', label: '读取' },
      { name: 'check', label: '校验' },
      { name: 'load', label: '载入' },
    ]);
    const read = await readRosterFile(deps, intake, { signal: context.signal, steps });
    if (read.status !== 'read') {
      const problem = read.status === 'failed' ? read.problem : MAPPING_GONE;
      return failIntake(context, 'imports', key, problem);
    }
    steps.begin('load', read.households.length);
    const actor = {
      id: intake.confirmed_by ?? intake.created_by,
      name: intake.confirmed_by_name ?? intake.created_by_name,
      roles,
    };
    const counts = await context.inScope(async (tx) => {
      const loaded = await loadRoster(
        {
          tx,
          deps: { ...deps, clock: context.clock },
          actor,
          county: key.county,
          importId: key.id,
          place: placeFinder(await listPlaces(tx, key.county)),
          signal: context.signal,
          onProgress: steps.advance,
        },
        read.households,
      );
      const moved = await moveIntake(tx, 'imports', key, 'finish', {
        counts: { ...intake.counts, ...loaded },
        preview: withoutRows(intake),
        finishedAt: context.clock.now(),
      });
      // Cancelled while it was loading: the whole transaction goes.
      if (!moved) throw new Error('cancelled');
      await recordEvent(tx, {
        county: key.county,
        actor,
        act: 'import.manage',
        subject: { type: 'import', id: key.id },
        payload: { did: 'load', file: intake.file_sha256, ...loaded },
        at: context.clock.now(),
      });
      return loaded;
    });
    steps.finish();
    await finishFile({ ...deps, db: context.db }, intake.file_sha256);
    return { ...counts };
  });
}

const MAPPING_GONE: IntakeProblem = {
  code: 'undecided-columns',
  message: '列的对应关系已不能用于这个文件。请重新上传并指定列。',
};

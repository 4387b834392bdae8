import { ROSTER_TABLE } from '@anju/matching';
import type { Actor } from '../../platform/actor.ts';
import type { Deps } from '../../platform/deps.ts';
import { recordEvent } from '../../platform/events.ts';
import { enqueueJob } from '../../platform/jobs/enqueue.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import {
  cancelIntake,
  confirmProblem,
  decideConfirm,
  findIntake,
  moveIntake,
  type PointedOut,
  settleChoice,
  type Upload,
  wrongState,
} from '../intake/index.ts';
import { insertImport } from './store.ts';

/** 200 MB hold a roster of a million people. */
export const ROSTER_BYTES = 200 * 1024 * 1024;
export const READ_JOB = 'roster.read';
export const LOAD_JOB = 'roster.load';

export interface Act {
  readonly tx: Tx;
  readonly deps: Pick<Deps, 'clock' | 'ids'>;
  readonly actor: Pick<Actor, 'id' | 'name' | 'roles' | 'county'>;
}

const keyOf = (act: Act, id: string) => ({ county: act.actor.county, id });

function enqueue({ tx, deps, actor }: Act, kind: string, importId: string): Promise<string> {
  return enqueueJob(tx, deps, {
    county: actor.county,
    kind,
    input: { importId, roles: [...actor.roles] },
    requestedBy: actor.id,
  });
}

async function record(
  { tx, deps, actor }: Act,
  id: string,
  payload: Record<string, string | number | boolean>,
) {
  await recordEvent(tx, {
    county: actor.county,
    actor,
    act: 'import.manage',
    subject: { type: 'import', id },
    payload,
    at: deps.clock.now(),
  });
}

/** A roster was uploaded: it is read as a job. */
export async function startImport(act: Act, upload: Upload): Promise<{ id: string; jobId: string }> {
  const { tx, deps, actor } = act;
  const id = deps.ids();
  const jobId = await enqueue(act, READ_JOB, id);
  await insertImport(tx, {
    county: actor.county,
    id,
    fileSha256: upload.file.sha256,
    fileName: upload.fileName,
    jobId,
    by: actor,
    at: deps.clock.now(),
  });
  await record(act, id, { did: 'upload', file: upload.file.sha256, bytes: upload.file.size });
  return { id, jobId };
}

/** The columns as a person says they are; the file is read again with them. */
export async function mapImport(act: Act, id: string, pointed: PointedOut): Promise<string> {
  const intake = await findIntake(act.tx, 'imports', keyOf(act, id));
  const { mapping, headerRows } = settleChoice(pointed, intake, ROSTER_TABLE.fields);
  const jobId = await enqueue(act, READ_JOB, id);
  const moved = await moveIntake(act.tx, 'imports', keyOf(act, id), 'map', {
    mapping,
    headerRows,
    jobId,
    counts: null,
    refusedFile: null,
    refusedSample: [],
  });
  if (!moved) throw wrongState(intake);
  await record(act, id, { did: 'map', fields: Object.keys(pointed.mapping).length });
  return jobId;
}

/** A person saw the preview and wants it loaded. */
export async function confirmImport(act: Act, id: string, acceptPartial: boolean): Promise<string> {
  const intake = await findIntake(act.tx, 'imports', keyOf(act, id));
  const counts = intake.counts ?? {};
  const refusal = decideConfirm(
    {
      state: intake.state,
      usable: counts.households ?? 0,
      refused: (counts.refused ?? 0) + (counts.unread ?? 0),
    },
    acceptPartial,
  );
  if (refusal !== null) throw confirmProblem(refusal, intake);
  const jobId = await enqueue(act, LOAD_JOB, id);
  const { id: by, name } = act.actor;
  const moved = await moveIntake(act.tx, 'imports', keyOf(act, id), 'confirm', {
    acceptPartial,
    jobId,
    confirmed: { by, name, at: act.deps.clock.now() },
  });
  if (!moved) throw wrongState(intake);
  await record(act, id, { did: 'confirm', acceptPartial, refused: counts.refused ?? 0 });
  return jobId;
}

export async function cancelImport(act: Act, id: string): Promise<void> {
  await cancelIntake(act.tx, act.deps, 'imports', keyOf(act, id));
  await record(act, id, { did: 'cancel' });
}

import {
  addDays,
  type CalendarDate,
  compareDates,
  isRegisterKind,
  REGISTERS,
  type RegisterKind,
  readCalendarDate,
} from '@anju/domain';
import type { Actor } from '../../platform/actor.ts';
import type { Deps } from '../../platform/deps.ts';
import { recordEvent } from '../../platform/events.ts';
import { enqueueJob } from '../../platform/jobs/enqueue.ts';
import type { Json } from '../../platform/json.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { conflict, forbidden, invalidInput, notFound } from '../../platform/problem.ts';
import {
  cancelIntake,
  confirmProblem,
  decideConfirm,
  moveIntake,
  type PointedOut,
  settleChoice,
  type Upload,
  wrongState,
} from '../intake/index.ts';
import { countingBatch, lockBatches, setBatch } from './batch-store.ts';
import { listSuppliers } from './duty-store.ts';
import { purgeAfterUpload } from './retention.ts';
import { type FeedRow, insertFeed, readFeed } from './store.ts';
import { departmentOf, kindsOf } from './supplied-kinds.ts';

/** A CSV of a prefecture's vehicles has about 1 GB. */
export const FEED_BYTES = 4 * 1024 * 1024 * 1024;
export const READ_JOB = 'feed.read';
export const CHECK_JOB = 'feed.check';

export interface Act {
  readonly tx: Tx;
  readonly deps: Pick<Deps, 'clock' | 'ids' | 'config'>;
  readonly actor: Actor;
}

const keyOf = (act: Act, id: string) => ({ county: act.actor.county, id });

function enqueue({ tx, deps, actor }: Act, kind: string, feedId: string): Promise<string> {
  return enqueueJob(tx, deps, {
    county: actor.county,
    kind,
    input: { feedId, roles: [...actor.roles] },
    requestedBy: actor.id,
  });
}

async function record({ tx, deps, actor }: Act, id: string, payload: Json): Promise<void> {
  await recordEvent(tx, {
    county: actor.county,
    actor,
    act: 'feed.deliver',
    subject: { type: 'feed', id },
    payload,
    at: deps.clock.now(),
  });
}

/** What the form says of the file. Throws Problem invalid-input or forbidden (another department's register). */
export async function checkDelivery(
  { tx, deps, actor }: Act,
  fields: Readonly<Record<string, string>>,
): Promise<{ readonly kind: RegisterKind; readonly department: string; readonly asOf: CalendarDate }> {
  const kind = fields.kind ?? '';
  if (!isRegisterKind(kind)) {
    throw invalidInput('请选择数据种类。', [{ path: 'kind', message: '没有这种数据' }]);
  }
  const suppliers = await listSuppliers(tx, actor.county);
  if (!kindsOf(actor, suppliers).includes(kind)) {
    throw forbidden(
      `“${REGISTERS[kind].label}”由${departmentOf(kind, suppliers)}报送，您只能报送本部门的数据。`,
    );
  }
  const asOf = readCalendarDate(fields.asOf ?? '');
  if (!asOf.ok) {
    throw invalidInput('请填写数据日期，如 2026-06-30。', [{ path: 'asOf', message: asOf.error.message }]);
  }
  if (compareDates(asOf.value, deps.clock.today()) > 0) {
    throw invalidInput('数据日期不能晚于今天。', [{ path: 'asOf', message: '数据日期晚于今天' }]);
  }
  return { kind, department: departmentOf(kind, suppliers), asOf: asOf.value };
}

/** A department's file was uploaded: it is read as a job. */
export async function deliverFeed(act: Act, upload: Upload): Promise<{ id: string; jobId: string }> {
  const { tx, deps, actor } = act;
  const delivery = await checkDelivery(act, upload.fields);
  const id = deps.ids();
  const at = deps.clock.now();
  const jobId = await enqueue(act, READ_JOB, id);
  await insertFeed(tx, {
    county: actor.county,
    id,
    ...delivery,
    fileSha256: upload.file.sha256,
    fileName: upload.fileName,
    jobId,
    by: actor,
    at,
    purgeAfter: purgeAfterUpload(at),
  });
  await record(act, id, {
    did: 'upload',
    kind: delivery.kind,
    asOf: delivery.asOf,
    file: upload.file.sha256,
    bytes: upload.file.size,
  });
  return { id, jobId };
}

/** The delivery if it is of a register this person may see; another department's does not exist for them. */
export async function openFeed({ tx, actor }: Pick<Act, 'tx' | 'actor'>, id: string): Promise<FeedRow> {
  const feed = await readFeed(tx, actor.scope, id);
  if (feed === null) throw notFound('这次报送');
  const kinds: readonly string[] = kindsOf(actor, await listSuppliers(tx, feed.county));
  if (!kinds.includes(feed.kind)) throw notFound('这次报送');
  return feed;
}

/** The same to act on: what a county was sent is its own to map and to confirm, not the level above's. */
async function findFeed(act: Pick<Act, 'tx' | 'actor'>, id: string): Promise<FeedRow> {
  const feed = await openFeed(act, id);
  if (feed.county !== act.actor.county) throw notFound('这次报送');
  return feed;
}

/** The register a stored delivery is of. Throws for a kind this program no longer knows. */
export function kindOfFeed(feed: Pick<FeedRow, 'kind'>): RegisterKind {
  if (!isRegisterKind(feed.kind)) throw new Error(`unknown register ${feed.kind}`);
  return feed.kind;
}

/** The columns as a person says they are; the file is read again with them. */
export async function mapFeed(act: Act, id: string, pointed: PointedOut): Promise<string> {
  const feed = await findFeed(act, id);
  const { fields } = REGISTERS[kindOfFeed(feed)];
  const { mapping, headerRows } = settleChoice(pointed, feed, fields);
  const jobId = await enqueue(act, READ_JOB, id);
  const moved = await moveIntake(act.tx, 'feeds', keyOf(act, id), 'map', {
    mapping,
    headerRows,
    jobId,
    counts: null,
    refusedFile: null,
    refusedSample: [],
  });
  if (!moved) throw wrongState(feed);
  await record(act, id, { did: 'map', fields: Object.keys(pointed.mapping).length });
  return jobId;
}

/** What a further file of a register does: it counts beside what counts already, or in its place. */
export const BATCH_CHOICES = ['add', 'replace'] as const;
export type BatchChoice = (typeof BATCH_CHOICES)[number];

/** The batch a file will count in. Throws Problem where the choice is missing or would lose data unseen. */
async function chooseBatch(
  { tx, deps }: Act,
  feed: FeedRow,
  choice: BatchChoice | undefined,
): Promise<string> {
  const { county, kind } = feed;
  await lockBatches(tx, { county, kind });
  const counting = await countingBatch(tx, { county, kind, but: feed.id });
  if (counting === null) return deps.ids();
  const there = `${REGISTERS[kindOfFeed(feed)].label}已有数据日期 ${counting.asOf} 的一期`;
  if (choice === undefined)
    throw conflict('batch-not-chosen', `${there}。请选择补充这一期，还是替换这一期。`);
  if (choice === 'add') {
    const same = counting.files.find((file) => file.sha256 === feed.file_sha256);
    if (same !== undefined)
      throw conflict('same-file', `${there}，其中“${same.name}”与这份文件内容相同，不用再补充。`);
    return counting.batchId;
  }
  if (counting.asOf > feed.as_of)
    throw conflict('older-than-counting', `${there}，比这份文件的 ${feed.as_of} 新，不能用旧数据替换。`);
  return deps.ids();
}

/** A person saw the preview: the whole file is checked, and is a delivery when nothing was refused or that is accepted. */
export async function confirmFeed(
  act: Act,
  id: string,
  { acceptPartial, batch }: { readonly acceptPartial: boolean; readonly batch: BatchChoice | undefined },
): Promise<string> {
  const feed = await findFeed(act, id);
  const refused = feed.counts?.refused ?? 0;
  const refusal = decideConfirm(
    {
      state: feed.state,
      usable: Math.max(1, (feed.counts?.rows ?? 1) - refused),
      refused: refused + (feed.counts?.unread ?? 0),
    },
    acceptPartial,
  );
  if (refusal !== null) throw confirmProblem(refusal, feed);
  const batchId = await chooseBatch(act, feed, batch);
  const jobId = await enqueue(act, CHECK_JOB, id);
  const moved = await moveIntake(act.tx, 'feeds', keyOf(act, id), 'confirm', {
    acceptPartial,
    jobId,
    confirmed: { by: act.actor.id, name: act.actor.name, at: act.deps.clock.now() },
  });
  if (!moved) throw wrongState(feed);
  await setBatch(act.tx, keyOf(act, id), batchId);
  await record(act, id, { did: 'confirm', acceptPartial, batch: batch ?? null });
  return jobId;
}

export async function cancelFeed(act: Act, id: string): Promise<void> {
  await findFeed(act, id);
  await cancelIntake(act.tx, act.deps, 'feeds', keyOf(act, id));
  await record(act, id, { did: 'cancel' });
}

/** When the department's next delivery is due after one of today. */
export function nextDue(today: CalendarDate, everyDays: number): CalendarDate {
  return addDays(today, everyDays);
}

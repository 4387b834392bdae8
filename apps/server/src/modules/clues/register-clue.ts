import {
  type Accusation,
  type ClueChannel,
  type ClueKind,
  firstDisposal,
  prefectureOf,
  REPORTED_BY_A_PERSON,
  trimRegionCode,
} from '@anju/domain';
import type { Actor } from '../../platform/actor.ts';
import type { Deps } from '../../platform/deps.ts';
import { recordEvent } from '../../platform/events.ts';
import { changeScope, type Tx } from '../../platform/postgres/database.ts';
import { nextSerial } from '../../platform/postgres/serial-store.ts';
import { conflict, invalidInput } from '../../platform/problem.ts';
import { attachPapers, keepFromView, listPapersOf } from '../papers/index.ts';
import { accusesBureau, barredBy } from './barred.ts';
import { holdCampaignAbove, listsOf, readClueCampaign } from './campaign-store.ts';
import { type ClueFacts, faultsOf, placeName } from './check-facts.ts';
import { reckonDue } from './deadlines.ts';
import { compareWithOthers } from './find-duplicates.ts';
import { tellRole } from './notices.ts';
import { appendDisposal, insertNote, insertReporter, writePersons } from './parts-store.ts';
import { newReceiptCode, receiptDigest } from './receipt-code.ts';
import { type Reporter, saysNothing, sealReporter, tellsOf } from './reporter.ts';
import { listDepartmentsOf, listNeighbours, listReaders, listStaff } from './staff-store.ts';
import { insertClue, readClue, readForReckoning } from './store.ts';

export interface NewClueInput extends ClueFacts {
  readonly channel: ClueChannel;
  readonly kind: ClueKind;
  readonly campaignId: string | null;
  readonly receivedOn: string;
  readonly reporter: Reporter | null;
  readonly paperIds: readonly string[];
}

export interface Registered {
  readonly number: string;
  /** Null where the clue is kept from whoever registered it: then they have its number, and nothing else. */
  readonly id: string | null;
  /** Shown once; null where no person stands behind the clue. */
  readonly receiptCode: string | null;
  /** True where it accuses the bureau itself and went to the prefecture. */
  readonly sentUp: boolean;
}

interface Registering {
  readonly tx: Tx;
  readonly deps: Deps;
  readonly actor: Actor;
}

/** Registers a clue where it is to be handled: in the county, or above it where it accuses the county's own bureau. */
export async function registerClue(context: Registering, input: NewClueInput): Promise<Registered> {
  const { tx, deps, actor } = context;
  const campaign = await readClueCampaign(tx, actor.county, input.campaignId);
  await refuseFaults(context, input, campaign === null && input.campaignId !== null, listsOf(campaign));
  const place = await placeName(tx, actor.county, input.placeRegion);
  const accusation: Accusation = {
    organisations: input.accusedOrganisation === null ? [] : [input.accusedOrganisation],
    departments: input.accusedDepartmentId === null ? [] : [input.accusedDepartmentId],
    persons: input.persons.map(({ name }) => name),
  };
  const handling = await handledBy(context, accusation);
  await changeScope(tx, handling.scope);
  const { county } = handling;
  if (handling.sentUp && campaign !== null)
    await holdCampaignAbove(tx, { county: actor.county, above: county, id: campaign.id });
  const at = deps.clock.now();
  const today = deps.clock.today();
  const id = deps.ids();
  const region = county.padEnd(12, '0');
  const clue = { county, id, region };
  const number = `线索〔${today.slice(0, 4)}〕${await nextSerial(tx, county, 'clue', Number(today.slice(0, 4)))}号`;
  const receiptCode = REPORTED_BY_A_PERSON.includes(input.channel) ? newReceiptCode() : null;
  const barred = barredBy(accusation, await listReaders(tx, county));
  const disposal = firstDisposal(listsOf(campaign));
  await insertClue(tx, {
    ...clue,
    number,
    campaign_id: input.campaignId,
    channel: input.channel,
    source: input.source,
    kind: input.kind,
    named: input.reporter !== null && input.reporter.name !== '',
    received_on: input.receivedOn,
    place: place ?? '',
    place_region: input.placeRegion,
    accused_organisation: input.accusedOrganisation,
    accused_department_id: input.accusedDepartmentId,
    summary: input.summary,
    amount_fen: input.amountFen,
    disposal,
    registered_by: actor.id,
    registered_by_name: actor.name,
    receipt_hash: receiptCode === null ? null : receiptDigest(receiptCode),
    barred_users: barred,
    at,
  });
  await writePersons(
    tx,
    clue,
    input.persons.map((person) => ({ ...person, came_from: null })),
  );
  await appendDisposal(tx, clue, disposal, input.receivedOn);
  if (input.reporter !== null && !saysNothing(input.reporter))
    await insertReporter(tx, clue, sealReporter(deps.reporterSecrets, input.reporter));
  const noteId = deps.ids();
  await insertNote(tx, clue, {
    id: noteId,
    act: 'register',
    text: '',
    byId: actor.id,
    byName: actor.name,
    at,
  });
  const attached = await attachPapers(
    tx,
    input.paperIds,
    { subject: { type: 'clue', id }, noteId, region, county },
    actor.id,
  );
  if (attached !== input.paperIds.length)
    throw invalidInput('有材料不是您上传的，或已用于其他事项。请重新上传。', [
      { path: 'paperIds', message: '不能使用的材料' },
    ]);
  for (const paper of await listPapersOf(tx, { type: 'clue', id }))
    if (input.reporter !== null && tellsOf(input.reporter, paper.name)) await keepFromView(tx, paper.id);
  await recordEvent(tx, {
    county,
    region,
    actor,
    act: 'clue.register',
    subject: { type: 'clue', id },
    payload: { number, channel: input.channel, kind: input.kind, sentUp: handling.sentUp, papers: attached },
    at,
  });
  const noticed = { ...clue, number, due_on: null, barred_users: barred };
  const role = handling.atPrefecture ? 'prefecture-supervisor' : 'county-officer';
  await tellRole(tx, deps, noticed, { role }, { kind: 'todo', says: '新线索待受理', key: 'clue-new' });
  await compareWithOthers(tx, deps, clue);
  const stored = await readForReckoning(tx, clue);
  if (stored !== null) await reckonDue(tx, deps, stored);
  await changeScope(tx, actor.scope);
  const seen = await readClue(tx, actor, id);
  return { number, id: seen === null ? null : id, receiptCode, sentUp: handling.sentUp };
}

async function refuseFaults(
  { tx, deps, actor }: Registering,
  input: NewClueInput,
  noCampaign: boolean,
  lists: ReturnType<typeof listsOf>,
): Promise<void> {
  const faults = [...(await faultsOf(tx, actor.county, input, lists))];
  if (noCampaign) faults.push({ path: 'campaignId', message: '没有这个专项整治，请重新选择' });
  if (input.receivedOn > deps.clock.today()) faults.push({ path: 'receivedOn', message: '收到日期晚于今天' });
  const person = REPORTED_BY_A_PERSON.includes(input.channel);
  if (!person && input.reporter !== null && !saysNothing(input.reporter))
    faults.push({ path: 'reporter', message: '这个来源不是个人举报，不登记举报人身份' });
  // A petition is about who brings it.
  if (input.kind !== 'petition' && input.reporter !== null && tellsOf(input.reporter, input.summary))
    faults.push({
      path: 'summary',
      message: '摘要里写了举报人的姓名、电话或证件号，经办的人都会看到。请改写，举报人只填在“举报人”各栏',
    });
  if (faults.length > 0) throw invalidInput('线索没有登记。请改正标出的各项，再提交一次。', faults);
}

interface Handling {
  readonly county: string;
  /** Under which the rows are written. */
  readonly scope: string;
  readonly sentUp: boolean;
  readonly atPrefecture: boolean;
}

/** The office that looks into what is accused like this: never the one that is accused. */
async function handledBy({ tx, actor }: Registering, accusation: Accusation): Promise<Handling> {
  const own = { county: actor.county, scope: actor.county, sentUp: false, atPrefecture: false };
  const above = prefectureOf(actor.county);
  if (actor.county === above) return { ...own, scope: trimRegionCode(above), atPrefecture: true };
  const neighbours = await listNeighbours(tx, actor.county);
  const bureau = neighbours.find(({ county }) => county === actor.county)?.bureau ?? '';
  const staff = await listStaff(tx, actor.county);
  const departments = await listDepartmentsOf(tx, actor.county);
  if (!accusesBureau(accusation, { code: actor.county, bureau }, staff, departments)) return own;
  if (!neighbours.some(({ county }) => county === above))
    throw conflict(
      'no-upper-level',
      '这条线索反映的是本级住房保障部门，应由上级办理，但本系统里没有上级机构。请把材料直接报送州级主管部门，不要在本县登记。',
    );
  return { county: above, scope: trimRegionCode(above), sentUp: true, atPrefecture: true };
}

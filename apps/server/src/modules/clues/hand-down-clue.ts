import {
  type Accusation,
  CLUE_TRANSITIONS,
  firstDisposal,
  isPrefecture,
  trimRegionCode,
  whyNotThisPerson,
} from '@anju/domain';
import { recordEvent } from '../../platform/events.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { nextSerial } from '../../platform/postgres/serial-store.ts';
import { type ActContext, type ActResult, perform, type RuleRefusal, rule } from './act-on-clue.ts';
import { accusesBureau, barredBy } from './barred.ts';
import { listsOf, readClueCampaign } from './campaign-store.ts';
import { reckonDue } from './deadlines.ts';
import { compareWithOthers } from './find-duplicates.ts';
import { accusationOf } from './handlers.ts';
import { settleClue, tellRole } from './notices.ts';
import { appendDisposal, insertNote, listPersons, writePersons } from './parts-store.ts';
import { moveCluster } from './route-clue.ts';
import { listDepartmentsOf, listNeighbours, listReaders, listStaff, readAccusation } from './staff-store.ts';
import {
  hasConsequences,
  insertClue,
  readClue,
  readForReckoning,
  type StoredClue,
  updateClue,
} from './store.ts';
import { insertTransfer } from './transfer-store.ts';

/** A county's desk, to which the prefecture may hand a clue down. */
export interface CountyDesk {
  readonly county: string;
  readonly name: string;
  readonly bureau: string;
  /** Why it must not have the clue; null where it may. */
  readonly why: string | null;
}

/** 来源渠道 of what came from the level above. */
const FROM_ABOVE = '上级交办';
const DESK_ROLES = CLUE_TRANSITIONS.find(({ act }) => act === 'accept')?.by ?? [];

/** The counties below the level that handles the clue, and of each that is left out, why. */
export async function listCountyDesks(tx: Tx, clue: StoredClue): Promise<readonly CountyDesk[]> {
  const within = trimRegionCode(clue.county);
  const accusation = await accusationOf(tx, clue);
  const desks: CountyDesk[] = [];
  for (const { county, name, bureau } of await listNeighbours(tx, clue.county)) {
    if (isPrefecture(county) || !county.startsWith(within)) continue;
    desks.push({ county, name, bureau, why: await whyNotThisDesk(tx, clue, accusation, { county, bureau }) });
  }
  return desks;
}

async function whyNotThisDesk(
  tx: Tx,
  { place_region: place }: StoredClue,
  accusation: Accusation,
  { county, bureau }: Pick<CountyDesk, 'county' | 'bureau'>,
): Promise<string | null> {
  if (place !== null && !isPrefecture(place) && !place.startsWith(county))
    return '线索反映的不是这个县市的事';
  const staff = await listStaff(tx, county);
  const departments = await listDepartmentsOf(tx, county);
  if (accusesBureau(accusation, { code: county, bureau }, staff, departments))
    return '是被反映单位，或被反映人在该单位任职';
  const desk = staff.filter(
    ({ organisation, roles }) => organisation === county && roles.some((role) => DESK_ROLES.includes(role)),
  );
  if (desk.length === 0) return '没有能办理线索的用户，请先由管理员开通，或用“移送”发函';
  return desk.every((person) => whyNotThisPerson(accusation, person) !== null)
    ? '能办理线索的人都须回避'
    : null;
}

/**
 * 转办: the county's desk looks into what reached the prefecture, by a day; the clue waits for what it finds. Who
 * reported, their papers and their receipt stay here.
 */
export async function handDownClue(
  context: ActContext,
  input: { readonly county: string; readonly dueOn: string; readonly text: string },
): Promise<ActResult> {
  const { tx, deps, actor } = context;
  const seen = await readClue(tx, actor, context.id);
  const desks = seen === null ? [] : await listCountyDesks(tx, seen);
  const chosen = desks.find(({ county }) => county === input.county);
  const handed = deps.ids();
  return await perform(context, {
    act: 'hand-down',
    permission: 'clue.hand-down',
    text: `${chosen?.bureau ?? ''}，请于 ${input.dueOn} 前办结并报告结果。${input.text}`,
    receiver: 'department',
    check: (clue) => refusalOf(context, clue, chosen, input),
    change: (clue) => ({
      handler_organisation: null,
      handler_department_id: null,
      handler_id: null,
      handler_name: chosen?.bureau ?? null,
      handed_on: clue.handed_on ?? deps.clock.today(),
    }),
    payload: { receiver: 'department' },
    after: async (clue) => {
      await insertTransfer(tx, clue, {
        id: deps.ids(),
        receiver: 'department',
        receiverName: chosen?.bureau ?? '',
        letterNo: '系统内转办',
        sentOn: deps.clock.today(),
        dueOn: input.dueOn,
        handed: { county: input.county, id: handed },
      });
      await moveCluster(context, clue, clue.county.padEnd(12, '0'));
      await settleClue(tx, deps, clue, ['clue-handle']);
      await registerBelow(context, clue, { ...input, id: handed });
    },
  });
}

async function refusalOf(
  { tx, deps }: ActContext,
  clue: StoredClue,
  chosen: CountyDesk | undefined,
  input: { readonly dueOn: string; readonly text: string },
): Promise<RuleRefusal | null> {
  if (chosen === undefined) return rule('no-such-handler', '没有这个县市，或不在本级辖区。请重新选择。');
  if (chosen.why !== null)
    return rule('left-out', `不能转办给${chosen.name}：${chosen.why}。请选择其他县市，或由本级办理、移送。`);
  if (input.dueOn < deps.clock.today()) return rule('due-before-sent', '办结期限早于今天。请核对。');
  if (clue.state === 'inquiring' && input.text.length < 2)
    return rule('reason-needed', '核查中转办须写明原因。');
  const own = await readAccusation(tx, clue.county, [clue.id]);
  const whole = await accusationOf(tx, clue);
  const same = (a: readonly string[], b: readonly string[]) => b.every((one) => a.includes(one));
  // The county would not know whom it has to leave out.
  return same(own.organisations, whole.organisations) &&
    same(own.departments, whole.departments) &&
    same(own.persons, whole.persons)
    ? null
    : rule('merged-accuse-others', '并入的线索还反映了别的单位或人员。请先撤销并案，再分别转办。');
}

/**
 * The county's clue: what was reported and of whom, never by whom. It belongs to the prefecture's campaign where the
 * county takes part in it; what is on the prefecture's own ledger already stays there, and is counted there.
 */
async function registerBelow(
  { tx, deps, actor }: ActContext,
  from: StoredClue,
  to: { readonly county: string; readonly id: string; readonly dueOn: string; readonly text: string },
): Promise<void> {
  const { county, id } = to;
  const [today, at] = [deps.clock.today(), deps.clock.now()];
  const clue = { county, id, region: county.padEnd(12, '0') };
  const year = Number(today.slice(0, 4));
  const number = `线索〔${year}〕${await nextSerial(tx, county, 'clue', year)}号`;
  const barred = barredBy(await accusationOf(tx, from), await listReaders(tx, county));
  const onLedger = await hasConsequences(tx, from);
  const campaign = onLedger ? null : await readClueCampaign(tx, county, from.campaign_id);
  const lists = listsOf(campaign);
  const disposal = firstDisposal(lists);
  await insertClue(tx, {
    ...clue,
    number,
    campaign_id: campaign?.id ?? null,
    channel: 'transfer',
    source: lists.sources.includes(FROM_ABOVE) ? FROM_ABOVE : from.source,
    kind: from.kind,
    named: false,
    received_on: today,
    place: from.place,
    place_region: from.place_region,
    accused_organisation: from.accused_organisation,
    accused_department_id: from.accused_department_id,
    summary: from.summary,
    amount_fen: from.amount_fen,
    disposal,
    registered_by: actor.id,
    registered_by_name: actor.name,
    receipt_hash: null,
    barred_users: barred,
    at,
  });
  await updateClue(tx, clue, { handed_from: from.id, demanded_on: to.dueOn }, null);
  const persons = await listPersons(tx, from.county, [from.id]);
  await writePersons(
    tx,
    clue,
    persons.map(({ name, post, level }) => ({ name, post, level, came_from: null })),
  );
  await appendDisposal(tx, clue, disposal, today);
  const by = { byId: actor.id, byName: actor.name, at };
  await insertNote(tx, clue, { id: deps.ids(), act: 'register', text: to.text, ...by });
  await recordEvent(tx, {
    county,
    region: clue.region,
    actor,
    act: 'clue.register',
    subject: { type: 'clue', id },
    payload: { number, channel: 'transfer', kind: from.kind, dueOn: to.dueOn },
    at,
  });
  const stored = await readForReckoning(tx, clue);
  if (stored === null) return;
  const notice = { kind: 'todo', says: '上级转办线索待受理', key: 'clue-new', dueOn: to.dueOn } as const;
  await tellRole(tx, deps, stored, { role: 'county-officer' }, notice);
  await compareWithOthers(tx, deps, clue);
  await reckonDue(tx, deps, stored);
}

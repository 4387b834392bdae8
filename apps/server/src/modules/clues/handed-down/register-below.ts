import { firstDisposal } from '@anju/domain';
import { recordEvent } from '../../../platform/events.ts';
import { nextSerial } from '../../../platform/postgres/serial-store.ts';
import type { ActContext } from '../act-on-clue.ts';
import { barredBy } from '../barred.ts';
import { listsOf, readClueCampaign } from '../campaign-store.ts';
import { reckonDue } from '../deadlines.ts';
import { compareWithOthers } from '../find-duplicates.ts';
import { accusationOf } from '../handlers.ts';
import { tellRole } from '../notices.ts';
import { appendDisposal, insertNote, listPersons, writePersons } from '../parts-store.ts';
import { listReaders, readBureau } from '../staff-store.ts';
import { hasConsequences, insertClue, readForReckoning, type StoredClue, updateClue } from '../store.ts';

/** 来源渠道 of what came from the level above. */
const FROM_ABOVE = '上级交办';

/**
 * The county's clue: what was reported and of whom, never by whom. It belongs to the prefecture's campaign where the
 * county takes part in it; what is on the prefecture's own ledger already stays there, and is counted there.
 */
export async function registerBelow(
  { tx, deps, actor }: ActContext,
  from: StoredClue,
  to: {
    readonly county: string;
    readonly id: string;
    readonly dueOn: string;
    readonly text: string;
    readonly noteId: string;
  },
): Promise<void> {
  const { county, id } = to;
  const [today, at] = [deps.clock.today(), deps.clock.now()];
  const clue = { county, id, region: county.padEnd(12, '0') };
  const year = Number(today.slice(0, 4));
  const number = `线索〔${year}〕${await nextSerial(tx, county, 'clue', year)}号`;
  const byName = `${await readBureau(tx, actor.county)} ${actor.name}`;
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
    registered_by_name: byName,
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
  const by = { byId: actor.id, byName, at };
  await insertNote(tx, clue, { id: to.noteId, act: 'register', text: to.text, ...by });
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

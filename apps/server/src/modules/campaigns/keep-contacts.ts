import { maskPhone } from '@anju/domain';
import type { Actor } from '../../platform/actor.ts';
import type { Deps } from '../../platform/deps.ts';
import { recordEvent } from '../../platform/events.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { maskLongDigits } from '../intake/index.ts';
import { lockCampaign } from './campaign-store.ts';
import { type ContactRow, type ContactToStore, listContacts, replaceContacts } from './contact-store.ts';

interface Context {
  readonly tx: Tx;
  readonly deps: Deps;
  readonly actor: Actor;
}

export interface ContactInput {
  readonly regionName: string;
  readonly name: string;
  readonly post: string;
  /** Null keeps the number that this person has: the list is edited without seeing the numbers. */
  readonly phone: string | null;
}

export type ContactsResult =
  | { readonly status: 'done' }
  | { readonly status: 'refused'; readonly reason: 'no-campaign' }
  | { readonly status: 'refused'; readonly reason: 'phone-missing'; readonly position: number };

/** A county's list of form F6, one to four people; numbers are sealed. */
export async function keepContacts(
  { tx, deps, actor }: Context,
  { county: of, campaign }: { readonly county: string; readonly campaign: string },
  contacts: readonly ContactInput[],
): Promise<ContactsResult> {
  const own = (await lockCampaign(tx, of, campaign)).find(({ county }) => county === of);
  if (own === undefined) return { status: 'refused', reason: 'no-campaign' };
  const before = new Map((await listContacts(tx, of, campaign)).map((contact) => [contact.name, contact]));
  const stored: ContactToStore[] = [];
  for (const [n, { phone, ...contact }] of contacts.entries()) {
    const position = n + 1;
    const kept = before.get(contact.name);
    if (phone === null && kept === undefined) return { status: 'refused', reason: 'phone-missing', position };
    stored.push({
      ...contact,
      position,
      phoneSealed: phone === null ? (kept?.phone_sealed ?? Buffer.alloc(0)) : deps.secrets.sealField(phone),
      phoneMasked: phone === null ? (kept?.phone_masked ?? '') : maskPhone(phone),
    });
  }
  await replaceContacts(tx, { county: of, campaign }, stored);
  await recordEvent(tx, {
    county: of,
    actor,
    act: 'campaign.contacts',
    subject: { type: 'campaign', id: campaign },
    payload: { did: 'keep', contacts: stored.length, phones: contacts.filter(({ phone }) => phone).length },
    at: deps.clock.now(),
  });
  return { status: 'done' };
}

export interface OpenContact extends Omit<ContactRow, 'phone_sealed'> {
  readonly phone: string;
}

/** The numbers in full, for who says why, or for form F6, which prints them. Each opening is logged. */
export async function openContacts(
  { tx, deps, actor }: Context,
  campaign: string,
  why: { readonly purpose: 'reveal' | 'form'; readonly reason: string },
): Promise<readonly OpenContact[]> {
  const contacts = await listContacts(tx, actor.scope, campaign);
  await recordEvent(tx, {
    county: actor.county,
    actor,
    act: 'campaign.contacts',
    subject: { type: 'campaign', id: campaign },
    // The reason is free text: a number typed into it must not stay in the log for ever.
    payload: { did: why.purpose, contacts: contacts.length, reason: maskLongDigits(why.reason) },
    at: deps.clock.now(),
  });
  return contacts.map(({ phone_sealed, ...contact }) => ({
    ...contact,
    phone: deps.secrets.openField(phone_sealed),
  }));
}

import { createHash, randomBytes } from 'node:crypto';
import { type Action, mayAct, PERMISSIONS, ROLES, type Role } from '@anju/domain';
import { uuidv7 } from 'uuidv7';
import type { Actor } from './actor.ts';
import { canonicalJson, type Json } from './json.ts';
import type { Tx } from './postgres/database.ts';

export interface NewEvent {
  readonly county: string;
  readonly region?: string | null;
  readonly actor: Pick<Actor, 'id' | 'name' | 'roles'> | 'system';
  readonly act: Action | (string & {});
  readonly subject: { readonly type: string; readonly id: string };
  /** Ids, codes, field names and counts. Never personal data: events are kept for ever. */
  readonly payload: Json;
  /** When it happened; now, where the act has no moment of its own. */
  readonly at?: Date;
}

/**
 * Writes the event of an act in the act's own transaction (requirements A5): either both are there or neither.
 * The commitment, SHA-256(salt ‖ canonical JSON of the payload), is what the transparency log will publish.
 * Returns the event's id.
 */
export async function recordEvent(tx: Tx, event: NewEvent): Promise<string> {
  const id = uuidv7();
  const salt = randomBytes(32);
  const payload = canonicalJson(event.payload);
  const commitment = createHash('sha256').update(salt).update(payload).digest();
  await tx
    .insertInto('events')
    .values({
      county: event.county,
      id,
      at: event.at ?? new Date(),
      region: event.region ?? null,
      actor_id: event.actor === 'system' ? null : event.actor.id,
      actor_name: event.actor === 'system' ? '系统' : event.actor.name,
      actor_role: event.actor === 'system' ? '系统' : roleOf(event.actor.roles, event.act),
      act: event.act,
      subject_type: event.subject.type,
      subject_id: event.subject.id,
      payload,
      salt,
      commitment,
    })
    .execute();
  return id;
}

/** The role by which the act was allowed, or else the first one the person has. */
function roleOf(roles: readonly Role[], act: string): string {
  const holder = isAction(act) ? roles.find((role) => mayAct([role], act)) : undefined;
  const role = holder ?? roles[0];
  return role === undefined ? '无角色' : ROLES[role];
}

const isAction = (act: string): act is Action => Object.hasOwn(PERMISSIONS, act);

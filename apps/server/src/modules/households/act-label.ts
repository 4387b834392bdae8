import { type Action, PERMISSIONS } from '@anju/domain';
import { z } from 'zod';
import { didWord } from '../access/index.ts';

const payloadWithAct = z.object({ did: z.string() });

const isAction = (act: string): act is Action => Object.hasOwn(PERMISSIONS, act);

/** What was done, in Chinese: the finer word of the payload where there is one, else that of
 * its module or of the permission table. */
export function actLabel(act: string, payload: unknown, own: Readonly<Record<string, string>>): string {
  const did = payloadWithAct.safeParse(payload);
  const finer = did.success ? didWord(act, did.data.did) : null;
  return finer ?? own[act] ?? (isAction(act) ? PERMISSIONS[act].label : act);
}

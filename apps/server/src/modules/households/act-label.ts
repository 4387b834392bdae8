import { type Action, FINDING_ACTS, PERMISSIONS } from '@anju/domain';
import { z } from 'zod';

const DID: Readonly<Record<string, string>> = {
  ...FINDING_ACTS,
  created: '花名册新增',
  changed: '花名册变更',
  plan: '填写措施与计划',
  exited: '登记已退出',
  restore: '撤销清退登记',
};
const payloadWithAct = z.object({ did: z.string() });

const isAction = (act: string): act is Action => Object.hasOwn(PERMISSIONS, act);

/** What was done, in Chinese: the finer word of the payload where there is one, else that of
 * its module or of the permission table. */
export function actLabel(act: string, payload: unknown, own: Readonly<Record<string, string>>): string {
  const did = payloadWithAct.safeParse(payload);
  const finer = did.success ? DID[did.data.did] : undefined;
  return finer ?? own[act] ?? (isAction(act) ? PERMISSIONS[act].label : act);
}

import { type PolicyPack, readPolicyPack } from '@anju/domain';
import type { Tx } from '../../platform/postgres/database.ts';
import { type PolicyFile, policyInForce, readPolicy } from './store.ts';

/** A published pack as a run judges by it. */
export interface PublishedPolicy {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly documentNo: string;
  readonly effectiveFrom: string;
  readonly pack: PolicyPack;
}

function read(policy: PolicyFile | null): PublishedPolicy | null {
  if (policy === null || policy.state !== 'published') return null;
  const pack = readPolicyPack(policy.pack);
  // It was read without fault when it was published, so this is a program that reads old packs worse.
  if (!pack.ok) throw new Error(`published policy ${policy.id} is no longer understood`);
  return {
    id: policy.id,
    version: policy.version,
    title: policy.title,
    documentNo: policy.document_no,
    effectiveFrom: policy.effective_from,
    pack: pack.value,
  };
}

/** The pack in force on a day (YYYY-MM-DD), or null where none was published for it. */
export async function publishedPolicy(
  tx: Tx,
  county: string,
  onDate: string,
): Promise<PublishedPolicy | null> {
  return read(await policyInForce(tx, county, onDate));
}

/** A published pack by id; null where there is none or it is a draft. */
export async function publishedPolicyById(
  tx: Tx,
  county: string,
  id: string,
): Promise<PublishedPolicy | null> {
  return read(await readPolicy(tx, county, id));
}

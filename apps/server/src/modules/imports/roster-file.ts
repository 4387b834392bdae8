import type { Household, Member } from '@anju/domain';
import { canonicalJson } from '../../platform/json.ts';
import type { Secrets } from '../../platform/secrets.ts';

/** A household as the roster file has it, with what the office keeps and the comparison does not need. */
export interface RosterHousehold extends Household {
  readonly phone: string | null;
  readonly community: string | null;
  readonly town: string | null;
}

/** Everything the file says of a household, row numbers aside: moving a row changes nothing. */
function contentOf(household: RosterHousehold, region: string | null): string {
  const { tenancy } = household;
  return canonicalJson({
    code: household.code,
    region,
    phone: household.phone,
    members: household.members.map((member: Member) => ({
      name: member.name,
      idNumber: member.idNumber,
      idStatus: member.idStatus,
      relation: member.relation,
      birthDate: member.birthDate,
    })),
    tenancy: { ...tenancy },
  });
}

/**
 * Keyed digest by which a household is found unchanged. Keyed, because what it covers could be guessed from a
 * plain one: an ID number has few unknown digits.
 * @param region the community the file places it in, null where the file names none
 */
export function digestOf(
  household: RosterHousehold,
  region: string | null,
  secrets: Pick<Secrets, 'blindIndex'>,
): string {
  return secrets.blindIndex('household', contentOf(household, region)).toString('hex');
}

export type Comparison = 'new' | 'changed' | 'unchanged';

/** What loading a household would do, given what is stored under its code. */
export function compareHousehold(
  known: { readonly digest_hex: string } | undefined,
  digest: string,
): Comparison {
  if (known === undefined) return 'new';
  return known.digest_hex === digest ? 'unchanged' : 'changed';
}

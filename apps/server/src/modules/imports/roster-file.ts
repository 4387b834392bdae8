import type { Member } from '@anju/domain';
import type { RosterHousehold } from '@anju/matching';
import { canonicalJson } from '../../platform/json.ts';
import type { Secrets } from '../../platform/secrets.ts';

/** A text that the office keeps and the comparison does not need. */
function declaredText(household: RosterHousehold, field: 'phone' | 'community' | 'town'): string | null {
  const value = household.declared[field];
  return typeof value === 'string' && value !== '' ? value : null;
}

export const phoneOf = (household: RosterHousehold): string | null => declaredText(household, 'phone');

/** The names by which a household can be placed. */
export function namedPlaceOf(household: RosterHousehold) {
  return { town: declaredText(household, 'town'), community: declaredText(household, 'community') };
}

/** Everything the file says of a household, row numbers aside: moving a row changes nothing. */
function contentOf(household: RosterHousehold, region: string | null): string {
  const { tenancy } = household;
  return canonicalJson({
    code: household.code,
    region,
    phone: phoneOf(household),
    exitedOn: household.exitedOn,
    members: household.members.map((member: Member) => ({
      name: member.name,
      idNumber: member.idNumber,
      idStatus: member.idStatus,
      ...(member.idStatus === 'missing' ? { idFault: member.idFault } : {}),
      ...(member.idStatus !== 'missing' && member.from15 === true ? { from15: true } : {}),
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

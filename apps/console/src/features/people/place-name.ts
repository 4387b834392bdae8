import type { User } from '../../api/contract.ts';

/** Where somebody is to go, as an administrator reads it. */
export function placeName(place: NonNullable<User['requestedPlace']>): string {
  return [place.organisationName, place.department].filter(Boolean).join(' · ');
}

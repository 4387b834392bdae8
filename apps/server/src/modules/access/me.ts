import { actionsOf, ROLES } from '@anju/domain';
import { z } from 'zod';
import type { Clock } from '../../platform/clock.ts';
import { owesSecondFactor } from './session-rules.ts';
import type { SessionUser } from './session-store.ts';

/** The signed-in person as the console knows them. */
export const ME = z.object({
  id: z.string(),
  username: z.string(),
  name: z.string(),
  roles: z.array(z.string()),
  rolesLabels: z.array(z.string()),
  county: z.string(),
  countyName: z.string(),
  scope: z.string(),
  organisationName: z.string(),
  department: z.string().nullable(),
  actions: z.array(z.string()),
  mustChangePassword: z.boolean(),
  totpEnabled: z.boolean(),
  totpRequired: z.boolean(),
  demonstration: z.boolean(),
  today: z.string(),
});

export function describeMe(user: SessionUser, clock: Clock): z.infer<typeof ME> {
  const { actor } = user;
  return {
    id: actor.id,
    username: user.username,
    name: actor.name,
    roles: [...actor.roles],
    rolesLabels: actor.roles.map((role) => ROLES[role]),
    county: actor.county,
    countyName: user.countyName,
    scope: actor.scope,
    organisationName: user.organisationName,
    department: actor.department,
    actions: [...actionsOf(actor.roles)],
    mustChangePassword: user.mustChangePassword,
    totpEnabled: user.totpEnabled,
    totpRequired: owesSecondFactor(user),
    demonstration: user.demonstration,
    today: clock.today(),
  };
}

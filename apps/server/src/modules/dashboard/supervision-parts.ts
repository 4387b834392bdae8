import { type Action, mayAct, type Role } from '@anju/domain';
import type { Desk } from './desk.ts';
import { joinParts } from './home.ts';
import { ownLedgerDesk } from './own-ledger-desk.ts';
import { flagDesk, progressDesk } from './progress-desk.ts';
import { fillingDesk, reviewingDesk, signingDesk } from './reporting-desk.ts';
import { concludingDesk, workDesk } from './work-desk.ts';

/** Whose desk is whose, in order of appearance; an action narrows it further. */
const DESKS: readonly { readonly roles: readonly Role[]; readonly action: Action; readonly desk: Desk }[] = [
  { roles: ['inspector', 'prefecture-supervisor'], action: 'oversight.read', desk: flagDesk },
  { roles: ['prefecture-supervisor'], action: 'report.review', desk: reviewingDesk },
  { roles: ['leader'], action: 'report.approve', desk: signingDesk },
  { roles: ['leader'], action: 'clue.conclude', desk: concludingDesk },
  { roles: ['leader', 'prefecture-supervisor'], action: 'problem.close', desk: ownLedgerDesk },
  { roles: ['county-officer', 'county-admin'], action: 'report.fill', desk: fillingDesk },
  {
    roles: ['county-officer', 'county-admin', 'reviewer', 'community-worker'],
    action: 'campaign.read',
    desk: workDesk,
  },
  { roles: ['leader', 'inspector', 'prefecture-supervisor'], action: 'campaign.read', desk: progressDesk },
];

/** The desks of supervision that the person's roles have, one after another. */
export const supervisionDesk: Desk = async (context) => {
  const { roles } = context.actor;
  const parts = [];
  for (const { roles: holders, action, desk } of DESKS) {
    if (mayAct(roles, action) && roles.some((role) => holders.includes(role)))
      parts.push(await desk(context));
  }
  return joinParts(parts);
};

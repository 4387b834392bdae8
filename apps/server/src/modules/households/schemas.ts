import { z } from 'zod';
import { cappedPageOf } from '../../platform/http/paging.ts';

const householdItem = z.object({
  id: z.string(),
  code: z.string(),
  applicantName: z.string(),
  membersCount: z.number(),
  state: z.enum(['active', 'exited']),
  region: z.string(),
  category: z.string().nullable(),
  estate: z.string().nullable(),
  room: z.string().nullable(),
  floorAreaCm2: z.number().nullable(),
  monthlyRentFen: z.number().nullable(),
  arrearsMonths: z.number().nullable(),
  endOn: z.string().nullable(),
  changedAt: z.string(),
  openFindings: z.number(),
});

export const HOUSEHOLD_PAGE = cappedPageOf(householdItem);

export const HOUSEHOLD_FILE = z.object({
  id: z.string(),
  code: z.string(),
  state: z.enum(['active', 'exited']),
  region: z.string(),
  applicantName: z.string(),
  category: z.string().nullable(),
  changedAt: z.string(),
  version: z.number(),
  /** The day on which the roster says that the family leaves, still to come or not. */
  leftOn: z.string().nullable(),
  source: z.object({ file: z.string(), row: z.number().nullable() }).nullable(),
  members: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      relation: z.string(),
      relationLabel: z.string(),
      /** Null for a member without a usable number. */
      idMasked: z.string().nullable(),
      idStatus: z.enum(['valid', 'invalid', 'missing']),
      /** Why there is no usable number. */
      idFault: z.string().nullable(),
      birthDate: z.string().nullable(),
      age: z.number().nullable(),
      phoneMasked: z.string().nullable(),
    }),
  ),
  tenancy: z.object({
    estate: z.string().nullable(),
    room: z.string().nullable(),
    unitId: z.string().nullable(),
    floorAreaCm2: z.number().nullable(),
    category: z.string().nullable(),
    monthlyRentFen: z.number().nullable(),
    startOn: z.string().nullable(),
    endOn: z.string().nullable(),
    arrearsMonths: z.number().nullable(),
    keysOn: z.string().nullable(),
    movedInOn: z.string().nullable(),
  }),
  findings: z.array(
    z.object({
      id: z.string(),
      rule: z.string(),
      status: z.string(),
      confidence: z.string(),
      state: z.string(),
      change: z.string(),
      reason: z.string(),
      dueOn: z.string().nullable(),
    }),
  ),
  /** A person's openings of one day: the last of them, and how many. */
  openings: z.array(
    z.object({ at: z.string(), actorName: z.string(), role: z.string(), times: z.number().int() }),
  ),
});

export const TIMELINE = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      at: z.string(),
      actorName: z.string(),
      actorRole: z.string(),
      act: z.string(),
      actLabel: z.string(),
      subjectType: z.string(),
      subjectId: z.string(),
      payload: z.unknown(),
      text: z.string(),
      link: z.string().nullable(),
    }),
  ),
});

export const SEARCH_RESULT = z.object({
  households: z.array(
    z.object({
      id: z.string(),
      code: z.string(),
      name: z.string(),
      /** The member by whom it was found, when not the applicant. */
      member: z.string().nullable(),
      estate: z.string().nullable(),
      room: z.string().nullable(),
    }),
  ),
});

export const ESTATES = z.object({
  items: z.array(z.object({ id: z.string(), name: z.string(), households: z.number() })),
});

export const INDICATORS = z.object({
  households: z.number(),
  active: z.number(),
  exited: z.number(),
  members: z.number(),
  withArrears: z.number(),
  leaseEnded: z.number(),
  byCategory: z.array(z.object({ name: z.string(), households: z.number() })),
});

import { z } from 'zod';
import { DAY_INPUT } from '../../platform/http/day-input.ts';
import { CHANNEL, KIND } from './present.ts';
import { REPORTER } from './reporter.ts';

export const ID = z.object({ id: z.uuid() });
export const PAPERS = z.array(z.uuid()).max(20).default([]);
export const REASON = z.string().trim().min(2, '请写明原因，至少两个字').max(2000);
export const REMARK = z.string().trim().max(2000).default('');

const ORGANISATION = z.string().regex(/^\d{6,12}$/);

/** Money in fen; the limit keeps sums exact. */
const FEN = z.number().int().min(0).max(1_000_000_000_000_00);

/** What a clue says. The summary is counted by code point later, so that the answer says how many there are. */
export const FACTS = z.object({
  source: z.string().trim().min(1).max(40),
  placeRegion: z.string().regex(/^\d{6}$/),
  accusedOrganisation: ORGANISATION.nullable().default(null),
  accusedDepartmentId: z.uuid().nullable().default(null),
  summary: z.string().trim().min(2, '请写摘要').max(4000),
  amountFen: FEN.nullable().default(null),
  persons: z
    .array(
      z.object({
        name: z.string().trim().min(1, '请填姓名，不知道的写“不详”').max(40),
        post: z.string().trim().max(60).default(''),
        level: z.string().trim().min(1, '请选择级别').max(40),
      }),
    )
    .max(6),
  campaignId: z.uuid().nullable().default(null),
});

/** What may be corrected. The day of receipt only until the clue is accepted, with its reason. */
export const EDITED_CLUE = FACTS.extend({ receivedOn: DAY_INPUT.optional(), reason: REMARK });

export const NEW_CLUE = FACTS.extend({
  channel: CHANNEL,
  kind: KIND,
  receivedOn: DAY_INPUT,
  reporter: REPORTER.nullable().default(null),
  paperIds: PAPERS,
});

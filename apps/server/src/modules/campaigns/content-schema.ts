import { CAMPAIGN_FORMS, type CampaignContent } from '@anju/domain';
import { z } from 'zod';
import { DAY_INPUT } from '../../platform/http/day-input.ts';

const CODE = z.string().trim().min(1).max(20);
const LABEL = z.string().trim().min(1).max(100);
const LIST = z.array(z.string().trim().min(1).max(40)).max(40);

const ITEM = z.object({
  code: CODE,
  text: z.string().trim().min(1).max(300),
  f1Line: z.enum(['1', '2', '3', '3-2', '4', '5', '6', '7', '8', '9']).nullable(),
});

const FORM = z.object({
  form: z.enum(CAMPAIGN_FORMS),
  every: z.enum(['month', 'half-month', 'once']),
  dueDay: z.number().int().min(1).max(31).exactOptional(),
  reports: z.enum(['same-month', 'previous-month']).exactOptional(),
  dueAfterDays: z.number().int().min(0).max(15).exactOptional(),
  dueOn: DAY_INPUT.exactOptional(),
  basis: z.enum(['period', 'cumulative']),
  nothingAs: z.enum(['zero', 'blank']),
  untrueClues: z.enum(['counted', 'left-out']).exactOptional(),
  wanDecimals: z.union([z.literal(2), z.literal(3), z.literal(4)]).exactOptional(),
});

/** CampaignContent as it comes from outside and as it is read back from the database. */
export const CONTENT = z.object({
  scope: z.enum(['public-rental', 'rural']),
  categories: z.array(z.object({ code: CODE, label: LABEL, items: z.array(ITEM).max(60) })).max(40),
  phases: z.array(z.object({ title: LABEL, startsOn: DAY_INPUT, endsOn: DAY_INPUT })).max(20),
  forms: z.array(FORM).max(CAMPAIGN_FORMS.length),
  stageReports: z
    .array(z.object({ kind: z.enum(['stage', 'final']), title: LABEL, dueOn: DAY_INPUT }))
    .max(20),
  milestones: z.array(z.object({ title: LABEL, dueOn: DAY_INPUT })).max(40),
  lists: z.object({ sources: LIST, levels: LIST, disposals: LIST }),
  copyTo: z.array(LABEL).max(20),
  rectifyDays: z.number().int().min(1).max(365),
});

/** Stored content, checked: a campaign lives for years, through many versions of the program. */
export function readContent(stored: unknown): CampaignContent {
  return CONTENT.parse(stored);
}

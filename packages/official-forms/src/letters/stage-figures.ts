import { z } from 'zod';

const DAY = z.iso.date();
const COUNT = z.number().int().nonnegative();
const FEN = z.number().int().nonnegative();

/** Found and closed of one category, county or town. */
const GROUP = z.object({ label: z.string(), found: COUNT, closed: COUNT });

/** What a stage report says in numbers; stored as it was sent, so that the next stage can be compared with it. */
export const STAGE_FIGURES = z.object({
  /** First and last day counted, both included. */
  from: DAY,
  until: DAY,
  /** Problems of the ledger that were found and not withdrawn; of those, the ones closed; and the open ones. */
  found: COUNT,
  closed: COUNT,
  /** Of the open ones, those whose deadline has passed. */
  overdue: COUNT,
  /** Open without 五落实, and the numbers of the oldest of them; figures kept by earlier versions have no numbers. */
  notPinned: COUNT,
  notPinnedNumbers: z.array(z.string()).default([]),
  withdrawn: COUNT,
  reopened: COUNT,
  fromClues: COUNT,
  fromFindings: COUNT,
  pressingSolved: COUNT,
  involvedFen: FEN,
  recoveredFen: FEN,
  categories: z.array(GROUP),
  /** Counties for a prefecture, towns for a county. */
  places: z.array(GROUP),
  clues: z.object({ received: COUNT, closed: COUNT, transferred: COUNT, open: COUNT }),
  accountability: z.object({
    /** Persons count once, the rest are person-times. */
    persons: COUNT,
    party: COUNT,
    administrative: COUNT,
    admonished: COUNT,
    organisational: COUNT,
    judicial: COUNT,
    unitsReviewed: COUNT,
    unitsNotified: COUNT,
  }),
  exposures: z.object({ times: COUNT, problems: COUNT, persons: COUNT }),
  supervisions: z.object({ issued: COUNT, settled: COUNT, overdue: COUNT, escalated: COUNT }),
  checks: z.object({ drawn: COUNT, checked: COUNT, mismatched: COUNT }),
  publications: z.object({ batches: COUNT, projects: COUNT }),
  institutions: z.array(z.object({ title: z.string(), documentNo: z.string() })),
  oldest: z.array(
    z.object({
      number: z.string(),
      category: z.string(),
      description: z.string(),
      foundOn: DAY,
      deadline: DAY.nullable(),
      responsible: z.string(),
    }),
  ),
  cases: z.array(z.string()),
});

export type StageFigures = z.infer<typeof STAGE_FIGURES>;

/** The last stage that a report is compared with: its figures, or why there are none. */
export type EarlierStage =
  | { readonly status: 'sent'; readonly title: string; readonly figures: StageFigures }
  | { readonly status: 'first' }
  | { readonly status: 'not-kept'; readonly title: string };

export interface StageReportData {
  readonly kind: 'stage' | 'final';
  readonly title: string;
  readonly campaign: {
    readonly title: string;
    readonly documentNo: string;
    readonly place: string;
  };
  /** Who reports, to whom ('' to nobody above), on which day. */
  readonly unit: string;
  readonly to: string;
  readonly day: string;
  readonly copyTo: readonly string[];
  /** 县市 or 乡镇: what the places of the figures are. */
  readonly placeWord: string;
  readonly figures: StageFigures;
  readonly earlier: EarlierStage;
  /** What the plan still asks for after `figures.until`, in order of the day. */
  readonly demands: readonly { readonly title: string; readonly dueOn: string }[];
}

import {
  CHECK_KINDS,
  CHECK_VERDICTS,
  judgeCheckItem,
  mustTransfer,
  SEED_KINDS,
  SELF_CHECKS,
  SPOT_CHECKS,
} from '@anju/domain';
import { z } from 'zod';
import { CHECK_STATES, type CheckRow, checkState, type ItemRow, isSeedForAnother } from './check-store.ts';

export const KIND = z.enum(['household', 'problem', 'look-back']);
export const SEED_KIND = z.enum(['public-event', 'dice']);
export const SPOT_CHECK = z.enum(['clean', 'problem', 'unreachable']);

const STATE_LABELS = { frozen: '待公布种子', drawn: '已抽取', void: '已作废' } as const;

export const CHECK = z.object({
  id: z.uuid(),
  county: z.string(),
  countyName: z.string(),
  campaignId: z.uuid(),
  campaignTitle: z.string(),
  kind: KIND,
  kindLabel: z.string(),
  title: z.string(),
  state: z.enum(CHECK_STATES),
  stateLabel: z.string(),
  frameSize: z.number().int(),
  frameHash: z.string(),
  size: z.number().int(),
  method: z.string(),
  seedKind: SEED_KIND,
  seedKindLabel: z.string(),
  seedSource: z.string(),
  seedOn: z.iso.date().nullable(),
  seed: z.string().nullable(),
  seedProof: z.string().nullable(),
  frozenAt: z.iso.datetime(),
  byName: z.string(),
  /** Waits for its dice, which another person than the reader announces. */
  seedByOther: z.boolean(),
  drawnAt: z.iso.datetime().nullable(),
  drawnByName: z.string().nullable(),
  voided: z.object({ at: z.iso.datetime(), byName: z.string(), reason: z.string() }).nullable(),
  replaces: z.uuid().nullable(),
  replacedBy: z.uuid().nullable(),
  checked: z.number().int(),
  mismatches: z.number().int(),
  transferred: z.number().int(),
  version: z.number().int(),
});

export function presentCheck(row: CheckRow, reader: { readonly id: string }): z.infer<typeof CHECK> {
  const state = checkState(row);
  return {
    id: row.id,
    county: row.county,
    countyName: row.county_name,
    campaignId: row.campaign_id,
    campaignTitle: row.campaign_title,
    kind: row.kind,
    kindLabel: CHECK_KINDS[row.kind],
    title: row.title,
    state,
    stateLabel: STATE_LABELS[state],
    frameSize: row.frame_size,
    frameHash: row.frame_hash.toString('hex'),
    size: row.size,
    method: row.method,
    seedKind: row.seed_kind,
    seedKindLabel: SEED_KINDS[row.seed_kind],
    seedSource: row.seed_source,
    seedOn: row.seed_on,
    seed: row.seed,
    seedProof: row.seed_proof,
    frozenAt: row.frozen_at.toISOString(),
    byName: row.by_name,
    seedByOther: isSeedForAnother(row, reader),
    drawnAt: row.drawn_at?.toISOString() ?? null,
    drawnByName: row.drawn_by_name,
    voided:
      row.voided_at === null
        ? null
        : {
            at: row.voided_at.toISOString(),
            byName: row.voided_by_name ?? '',
            reason: row.void_reason ?? '',
          },
    replaces: row.replaces,
    replacedBy: row.replaced_by,
    checked: row.checked,
    mismatches: row.mismatches,
    transferred: row.transferred,
    version: row.version,
  };
}

export const ITEM = z.object({
  id: z.uuid(),
  rank: z.number().int(),
  subjectId: z.uuid(),
  label: z.string(),
  /** How many papers show what was found. */
  papers: z.number().int(),
  selfCheck: z.string(),
  selfCheckLabel: z.string(),
  spotCheck: SPOT_CHECK.nullable(),
  spotCheckLabel: z.string().nullable(),
  verdict: z.enum(['open', 'agrees', 'concealed', 'omitted', 'differs', 'incomparable']),
  verdictLabel: z.string(),
  mustTransfer: z.boolean(),
  remark: z.string(),
  checkedOn: z.iso.date().nullable(),
  checkedByName: z.string().nullable(),
  transfer: z.object({ letterNo: z.string(), on: z.iso.date(), byName: z.string() }).nullable(),
  /** The ledger's problem that came from it. */
  problem: z.object({ id: z.uuid(), number: z.string() }).nullable(),
  version: z.number().int(),
});

export function presentItem(row: ItemRow): z.infer<typeof ITEM> {
  const verdict = judgeCheckItem(row.self_check, row.spot_check);
  return {
    id: row.id,
    rank: row.rank,
    subjectId: row.subject_id,
    label: row.label,
    papers: row.papers,
    selfCheck: row.self_check,
    selfCheckLabel: SELF_CHECKS[row.self_check],
    spotCheck: row.spot_check,
    spotCheckLabel: row.spot_check === null ? null : SPOT_CHECKS[row.spot_check],
    verdict,
    verdictLabel: CHECK_VERDICTS[verdict],
    mustTransfer: mustTransfer(verdict),
    remark: row.remark,
    checkedOn: row.checked_on,
    checkedByName: row.checked_by_name,
    transfer:
      row.transfer_letter === null || row.transferred_on === null
        ? null
        : {
            letterNo: row.transfer_letter,
            on: row.transferred_on,
            byName: row.transferred_by_name ?? '',
          },
    problem: row.problem_id === null ? null : { id: row.problem_id, number: row.problem_number ?? '' },
    version: row.version,
  };
}

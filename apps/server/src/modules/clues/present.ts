import {
  CLUE_ACTS,
  CLUE_CHANNELS,
  CLUE_KINDS,
  CLUE_MESSAGES,
  CLUE_STATES,
  calendarDate,
  isClueAct,
  undecidedDays,
} from '@anju/domain';
import { z } from 'zod';
import type { ClueRow } from './list-store.ts';

export const STATE = z.enum([
  'received',
  'accepted',
  'inquiring',
  'transferred',
  'reported',
  'concluded',
  'closed',
  'merged',
  'refused',
  'recalled',
]);
export const CHANNEL = z.enum([
  'web',
  'phone',
  'letter',
  'visit',
  'patrol',
  'audit',
  'media',
  'transfer',
  'comparison',
  'self-check',
]);
export const KIND = z.enum(['petition', 'report', 'lead']);
export const RESULT = z.enum(['true', 'partly-true', 'untrue', 'unverifiable']);
export const RECEIVER = z.enum([
  'discipline',
  'police',
  'market-regulation',
  'court',
  'department',
  'upper-level',
]);

export const NOT_YOUR_LEVEL =
  '这条线索由其他单位办理，不能代为办理。需要时可以下发督办，已办结的可以重新办理。';

export const PERSON = z.object({ name: z.string(), post: z.string(), level: z.string() });

export const CLUE_ITEM = z.object({
  id: z.uuid(),
  number: z.string(),
  channel: z.string(),
  channelLabel: z.string(),
  source: z.string(),
  kind: KIND,
  kindLabel: z.string(),
  named: z.boolean(),
  receivedOn: z.iso.date(),
  place: z.string(),
  summary: z.string(),
  amountFen: z.number().int().nullable(),
  persons: z.array(PERSON),
  state: STATE,
  stateLabel: z.string(),
  disposal: z.string(),
  handlerName: z.string().nullable(),
  dueOn: z.iso.date().nullable(),
  overdue: z.boolean(),
  /** Days it has waited to be decided on, where no legal limit runs. */
  undecidedDays: z.number().int().nullable(),
  campaignTitle: z.string().nullable(),
  mergedInto: z.uuid().nullable(),
  /** How many reports were merged into it. */
  merged: z.number().int(),
  version: z.number().int(),
});

const label = (labels: Readonly<Record<string, string>>, key: string): string => labels[key] ?? key;

export const channelLabel = (channel: string): string => label(CLUE_CHANNELS, channel);

export function presentClue(row: ClueRow, today: string): z.infer<typeof CLUE_ITEM> {
  const kind = KIND.parse(row.kind);
  return {
    id: row.id,
    number: row.number,
    channel: row.channel,
    channelLabel: channelLabel(row.channel),
    source: row.source,
    kind,
    kindLabel: label(CLUE_KINDS, row.kind),
    named: row.named,
    receivedOn: row.received_on,
    place: row.place,
    summary: row.summary,
    amountFen: row.amount_fen,
    persons: [...row.persons],
    state: row.state,
    stateLabel: CLUE_STATES[row.state],
    disposal: row.disposal,
    handlerName: row.handler_name,
    dueOn: row.due_on,
    overdue: row.due_on !== null && row.due_on < today,
    undecidedDays: undecidedDays(
      { state: row.state, kind, receivedOn: row.received_on, reopenedOn: row.reopened_on },
      calendarDate(today),
    ),
    campaignTitle: row.campaign_title,
    mergedInto: row.merged_into,
    merged: row.merged,
    version: row.version,
  };
}

/** Acts that are no step of a clue's life and yet stand in its history. */
const OTHER_ACTS: Readonly<Record<string, string>> = {
  register: '登记',
  edit: '更正内容',
  disposal: '变更处置情况',
  'paper-back': '上级收回材料',
  'correct-above': '上级更正',
  'adopt-correction': '采用上级更正',
  'keep-own': '不采用上级更正',
  ...CLUE_MESSAGES,
};

export function clueActLabel(act: string): string {
  return isClueAct(act) ? CLUE_ACTS[act] : label(OTHER_ACTS, act);
}

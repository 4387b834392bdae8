import {
  SUPERVISION_ACTS,
  SUPERVISION_LEVELS,
  SUPERVISION_STATES,
  type SupervisionFacts,
} from '@anju/domain';
import { z } from 'zod';
import type { NoticeNote, NoticeRow } from './notice-store.ts';

export const NOTICE_STATE = z.enum(['issued', 'answered', 'settled']);
export const NOTICE = z.object({
  id: z.uuid(),
  county: z.string(),
  countyName: z.string(),
  number: z.string(),
  campaignId: z.uuid().nullable(),
  campaignTitle: z.string().nullable(),
  about: z.enum(['problem', 'clue', 'report']).nullable(),
  /** Of the problem, the clue or the report; a report that was only typed in has none. */
  caseId: z.uuid().nullable(),
  /** Number of the problem or clue, or form and period of the report. */
  aboutText: z.string(),
  organisation: z.string(),
  organisationName: z.string(),
  demand: z.string(),
  issuedOn: z.iso.date(),
  dueOn: z.iso.date(),
  overdue: z.boolean(),
  level: z.number().int(),
  levelLabel: z.string(),
  lapses: z.number().int(),
  state: NOTICE_STATE,
  stateLabel: z.string(),
  issuerName: z.string(),
  issuedByName: z.string(),
  version: z.number().int(),
});

export function presentNotice(row: NoticeRow, today: string): z.infer<typeof NOTICE> {
  return {
    id: row.id,
    county: row.county,
    countyName: row.county_name,
    number: row.number,
    campaignId: row.campaign_id,
    campaignTitle: row.campaign_title,
    about: aboutOf(row),
    caseId: row.problem_id ?? row.clue_id ?? row.report_id,
    aboutText: row.report_key ?? row.case_number ?? '',
    organisation: row.organisation,
    organisationName: row.organisation_name,
    demand: row.demand,
    issuedOn: row.issued_on,
    dueOn: row.due_on,
    overdue: row.state === 'issued' && row.due_on < today,
    level: row.level,
    levelLabel: SUPERVISION_LEVELS[row.level],
    lapses: row.lapses,
    state: row.state,
    stateLabel: SUPERVISION_STATES[row.state],
    issuerName: row.issuer_name,
    issuedByName: row.issued_by_name,
    version: row.version,
  };
}

/** What the table of acts asks of a notice. */
export function supervisionFacts(row: NoticeRow): SupervisionFacts {
  return {
    state: row.state,
    issuer: row.issuer,
    answeredBy: row.answered_by,
    aboutReport: row.report_id !== null,
  };
}

function aboutOf(row: NoticeRow): 'problem' | 'clue' | 'report' | null {
  if (row.problem_id !== null) return 'problem';
  if (row.clue_id !== null) return 'clue';
  return row.report_key === null ? null : 'report';
}

const NOTE_LABELS: Readonly<Record<string, string>> = {
  ...SUPERVISION_ACTS,
  issue: '下发督办',
  escalate: '逾期提级',
  'lapse-again': '再次逾期',
  remind: '提醒核对回复',
};

export const NOTICE_NOTE = z.object({
  id: z.uuid(),
  act: z.string(),
  actLabel: z.string(),
  text: z.string(),
  actorName: z.string(),
  at: z.iso.datetime(),
});

export function presentNote(note: NoticeNote): z.infer<typeof NOTICE_NOTE> {
  return {
    id: note.id,
    act: note.act,
    actLabel: NOTE_LABELS[note.act] ?? note.act,
    text: note.text,
    actorName: note.by_name,
    at: note.at.toISOString(),
  };
}

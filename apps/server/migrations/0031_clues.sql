-- Up Migration

-- A clue (线索): a report from outside or from inspection. `region` is where it is handled, not what it is about:
-- an office sees a clue only when it was given to it, and one that accuses the bureau itself stands under the
-- prefecture, out of the county's sight.
CREATE TABLE clues (
  county          char(6)     NOT NULL,
  id              uuid        NOT NULL,
  region          varchar(12) NOT NULL,
  number          text        NOT NULL,
  campaign_id     uuid,
  channel         text        NOT NULL,
  -- The source as the campaign's list for form F5 has it.
  source          text        NOT NULL,
  kind            text        NOT NULL,
  named           boolean     NOT NULL,
  received_on     date        NOT NULL,
  -- What it is about: the place to county level for the form, the office accused with all below it.
  place           text        NOT NULL,
  place_region    varchar(12),
  accused_organisation varchar(12),
  accused_department_id uuid,
  summary         text        NOT NULL,
  amount_fen      bigint,
  state           text        NOT NULL,
  -- 处置情况 of form F5; its history is in clue_disposals.
  disposal        text        NOT NULL,
  handler_organisation varchar(12),
  handler_department_id uuid,
  handler_id      uuid,
  handler_name    text,
  accepted_on     date,
  due_on          date,
  extended_days   integer     NOT NULL DEFAULT 0,
  result          text,
  result_text     text,
  reported_by     uuid,
  reported_by_name text,
  concluded_by    uuid,
  concluded_by_name text,
  concluded_on    date,
  answered_on     date,
  answer_method   text,
  satisfaction    text,
  closed_on       date,
  reopened        integer     NOT NULL DEFAULT 0,
  merged_into     uuid,
  -- People who must not see it: named in it, or related to somebody who is.
  barred_users    uuid[]      NOT NULL DEFAULT '{}',
  -- Digest of the receipt code by which an anonymous reporter asks later.
  receipt_hash    bytea,
  registered_by   uuid        NOT NULL,
  registered_by_name text     NOT NULL,
  changed_by_name text,
  created_at      timestamptz NOT NULL,
  updated_at      timestamptz NOT NULL,
  version         integer     NOT NULL DEFAULT 1,
  CONSTRAINT clues_pk PRIMARY KEY (county, id),
  CONSTRAINT clues_number UNIQUE (county, number),
  CONSTRAINT clues_channel CHECK (channel IN
    ('web', 'phone', 'letter', 'visit', 'patrol', 'audit', 'media', 'transfer', 'comparison', 'self-check')),
  CONSTRAINT clues_kind CHECK (kind IN ('petition', 'report', 'lead')),
  CONSTRAINT clues_state CHECK (state IN
    ('received', 'accepted', 'inquiring', 'transferred', 'reported', 'concluded', 'closed', 'merged', 'refused')),
  CONSTRAINT clues_result CHECK (result IN ('true', 'partly-true', 'untrue', 'unverifiable')),
  CONSTRAINT clues_satisfaction CHECK (satisfaction IN ('satisfied', 'acceptable', 'dissatisfied')),
  CONSTRAINT clues_amount CHECK (amount_fen >= 0),
  CONSTRAINT clues_two_people CHECK (concluded_by IS NULL OR concluded_by <> reported_by),
  CONSTRAINT clues_merged CHECK ((state = 'merged') = (merged_into IS NOT NULL))
);
-- The desk: what is open, by due date.
CREATE INDEX clues_desk ON clues (county, state, due_on, id);
-- A campaign's clues of a month (form F5).
CREATE INDEX clues_by_campaign ON clues (county, campaign_id, received_on, id);

-- 被反映主要对象: one to three.
CREATE TABLE clue_persons (
  county   char(6)     NOT NULL,
  clue_id  uuid        NOT NULL,
  region   varchar(12) NOT NULL,
  position integer     NOT NULL,
  name     text        NOT NULL,
  post     text        NOT NULL,
  level    text        NOT NULL,
  CONSTRAINT clue_persons_pk PRIMARY KEY (county, clue_id, position),
  CONSTRAINT clue_persons_position CHECK (position BETWEEN 1 AND 3),
  CONSTRAINT clue_persons_clue FOREIGN KEY (county, clue_id) REFERENCES clues (county, id)
);
-- The same person in another clue.
CREATE INDEX clue_persons_by_name ON clue_persons (county, name);

-- Who reported: under a key of its own, opened only when two named people agree.
CREATE TABLE clue_reporters (
  county  char(6)     NOT NULL,
  clue_id uuid        NOT NULL,
  region  varchar(12) NOT NULL,
  sealed  bytea       NOT NULL,
  CONSTRAINT clue_reporters_pk PRIMARY KEY (county, clue_id),
  CONSTRAINT clue_reporters_clue FOREIGN KEY (county, clue_id) REFERENCES clues (county, id)
);
CREATE TABLE clue_openings (
  county       char(6)     NOT NULL,
  id           uuid        NOT NULL,
  clue_id      uuid        NOT NULL,
  region       varchar(12) NOT NULL,
  reason       text        NOT NULL,
  asked_by     uuid        NOT NULL,
  asked_by_name text       NOT NULL,
  asked_at     timestamptz NOT NULL,
  agreed_by    uuid,
  agreed_by_name text,
  agreed_at    timestamptz,
  refused_at   timestamptz,
  expires_at   timestamptz,
  CONSTRAINT clue_openings_pk PRIMARY KEY (county, id),
  CONSTRAINT clue_openings_clue FOREIGN KEY (county, clue_id) REFERENCES clues (county, id),
  CONSTRAINT clue_openings_two_people CHECK (agreed_by IS NULL OR agreed_by <> asked_by)
);
CREATE INDEX clue_openings_by_clue ON clue_openings (county, clue_id, id);

-- What was done and said. Texts may name people, so they are not in the event.
CREATE TABLE clue_notes (
  county     char(6)     NOT NULL,
  id         uuid        NOT NULL,
  clue_id    uuid        NOT NULL,
  region     varchar(12) NOT NULL,
  act        text        NOT NULL,
  text       text        NOT NULL,
  by_id      uuid,
  by_name    text        NOT NULL,
  at         timestamptz NOT NULL,
  CONSTRAINT clue_notes_pk PRIMARY KEY (county, id),
  CONSTRAINT clue_notes_clue FOREIGN KEY (county, clue_id) REFERENCES clues (county, id)
);
CREATE INDEX clue_notes_by_clue ON clue_notes (county, clue_id, id);

-- 处置情况 as it changed: a form of last month shows what stood at that month's end.
CREATE TABLE clue_disposals (
  county   char(6)     NOT NULL,
  clue_id  uuid        NOT NULL,
  region   varchar(12) NOT NULL,
  position integer     NOT NULL,
  disposal text        NOT NULL,
  "on"     date        NOT NULL,
  CONSTRAINT clue_disposals_pk PRIMARY KEY (county, clue_id, position),
  CONSTRAINT clue_disposals_clue FOREIGN KEY (county, clue_id) REFERENCES clues (county, id)
);

-- Handed to discipline, police, market regulation, a court or a line department; receipt and return.
CREATE TABLE clue_transfers (
  county      char(6)     NOT NULL,
  id          uuid        NOT NULL,
  clue_id     uuid        NOT NULL,
  region      varchar(12) NOT NULL,
  receiver    text        NOT NULL,
  receiver_name text      NOT NULL,
  letter_no   text        NOT NULL,
  sent_on     date        NOT NULL,
  due_on      date,
  receipt_on  date,
  receipt_no  text,
  returned_on date,
  return_reason text,
  outcome     text,
  outcome_on  date,
  CONSTRAINT clue_transfers_pk PRIMARY KEY (county, id),
  CONSTRAINT clue_transfers_receiver CHECK (receiver IN
    ('discipline', 'police', 'market-regulation', 'court', 'department', 'upper-level')),
  CONSTRAINT clue_transfers_clue FOREIGN KEY (county, clue_id) REFERENCES clues (county, id)
);
CREATE INDEX clue_transfers_by_clue ON clue_transfers (county, clue_id, id);

-- Kin of staff, as declared: who is related to an accused person is left out.
CREATE TABLE staff_relations (
  county        char(6)     NOT NULL,
  id            uuid        NOT NULL,
  user_id       uuid        NOT NULL,
  related_name  text        NOT NULL,
  relation      text        NOT NULL,
  -- The office the relative works in, where it is one of ours.
  organisation  varchar(12),
  department_id uuid,
  declared_on   date        NOT NULL,
  ended_on      date,
  CONSTRAINT staff_relations_pk PRIMARY KEY (county, id),
  CONSTRAINT staff_relations_user FOREIGN KEY (county, user_id) REFERENCES users (county, id)
);
CREATE INDEX staff_relations_by_user ON staff_relations (county, user_id);

SELECT anju_protect_region('clues');
SELECT anju_protect_region('clue_persons');
SELECT anju_protect_region('clue_reporters');
SELECT anju_protect_region('clue_openings');
SELECT anju_protect_region('clue_notes');
SELECT anju_protect_region('clue_disposals');
SELECT anju_protect_region('clue_transfers');
SELECT anju_protect_county('staff_relations');

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
  -- When a named reporter was told of acceptance; when it was first given to a handler or another body.
  told_on         date,
  handed_on       date,
  -- The next open time limit, reckoned anew at every act and every hour.
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
  reopened_on     date,
  merged_into     uuid,
  -- Whether it was searched for duplicates since it was last changed.
  compared        boolean     NOT NULL DEFAULT false,
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
  CONSTRAINT clues_merged CHECK ((state = 'merged') = (merged_into IS NOT NULL)),
  CONSTRAINT clues_answer_method CHECK (answer_method IN
    ('phone', 'written', 'visit', 'message', 'web', 'none')),
  CONSTRAINT clues_extended CHECK (extended_days BETWEEN 0 AND 30)
);
-- The desk: what is open, by due date.
CREATE INDEX clues_desk ON clues (county, state, due_on, id);
-- The register, newest first.
CREATE INDEX clues_newest ON clues (county, received_on DESC, id DESC);
-- What was merged into a clue: a merged one is no entry of its own.
CREATE INDEX clues_by_target ON clues (county, merged_into) WHERE merged_into IS NOT NULL;
-- What the hourly search for duplicates has still to look at.
CREATE INDEX clues_to_compare ON clues (county, id) WHERE NOT compared;
-- A campaign's clues of a month (form F5).
CREATE INDEX clues_by_campaign ON clues (county, campaign_id, received_on, id);

-- 被反映主要对象: one to three.
CREATE TABLE clue_persons (
  county   char(6)     NOT NULL,
  clue_id  uuid        NOT NULL,
  region   varchar(12) NOT NULL,
  position integer     NOT NULL,
  name     text        NOT NULL,
  -- The spelling under which names are compared; null for nobody in particular (不详).
  name_key text COLLATE "C",
  post     text        NOT NULL,
  level    text        NOT NULL,
  -- The clue that was merged into this one and named the person.
  came_from uuid,
  CONSTRAINT clue_persons_pk PRIMARY KEY (county, clue_id, position),
  CONSTRAINT clue_persons_position CHECK (position BETWEEN 1 AND 3),
  CONSTRAINT clue_persons_clue FOREIGN KEY (county, clue_id) REFERENCES clues (county, id)
);
-- The same person in another clue.
CREATE INDEX clue_persons_by_name ON clue_persons (county, name_key);

-- Keys of a summary, by which alike texts are found: equality of numbers, because under row security an index is used
-- for leakproof operators alone, and those of trigrams or arrays are not.
CREATE TABLE clue_text_keys (
  county  char(6)     NOT NULL,
  clue_id uuid        NOT NULL,
  region  varchar(12) NOT NULL,
  key     integer     NOT NULL,
  CONSTRAINT clue_text_keys_pk PRIMARY KEY (county, key, clue_id),
  CONSTRAINT clue_text_keys_clue FOREIGN KEY (county, clue_id) REFERENCES clues (county, id)
);
-- All keys of one clue, when its text changes or it is given to another office.
CREATE INDEX clue_text_keys_by_clue ON clue_text_keys (county, clue_id);

-- Two clues that look like one (疑似重复), the smaller id first. One that was judged is not raised again while both
-- say what they said then.
CREATE TABLE clue_pairs (
  county    char(6)     NOT NULL,
  first_id  uuid        NOT NULL,
  second_id uuid        NOT NULL,
  -- The county's: an office below it compares nothing.
  region    varchar(12) NOT NULL,
  score     real        NOT NULL,
  reasons   text[]      NOT NULL,
  -- Digest of what both said when they were compared.
  said      bytea       NOT NULL,
  judged    text,
  judged_by uuid,
  judged_by_name text,
  judged_at timestamptz,
  found_at  timestamptz NOT NULL,
  CONSTRAINT clue_pairs_pk PRIMARY KEY (county, first_id, second_id),
  CONSTRAINT clue_pairs_order CHECK (first_id < second_id),
  CONSTRAINT clue_pairs_judged CHECK (judged IN ('different')),
  CONSTRAINT clue_pairs_first FOREIGN KEY (county, first_id) REFERENCES clues (county, id),
  CONSTRAINT clue_pairs_second FOREIGN KEY (county, second_id) REFERENCES clues (county, id)
);
-- The list, the most alike first.
CREATE INDEX clue_pairs_open ON clue_pairs (county, score DESC, first_id) WHERE judged IS NULL;
CREATE INDEX clue_pairs_by_second ON clue_pairs (county, second_id);

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
  refused_by_name text,
  refused_at   timestamptz,
  expires_at   timestamptz,
  CONSTRAINT clue_openings_pk PRIMARY KEY (county, id),
  CONSTRAINT clue_openings_clue FOREIGN KEY (county, clue_id) REFERENCES clues (county, id),
  -- Two people, not two accounts of one.
  CONSTRAINT clue_openings_two_people CHECK (agreed_by IS NULL OR (agreed_by <> asked_by AND agreed_by_name <> asked_by_name)),
  CONSTRAINT clue_openings_agreed CHECK ((agreed_by IS NULL) = (agreed_at IS NULL) AND (agreed_at IS NULL) = (expires_at IS NULL)),
  CONSTRAINT clue_openings_decided_once CHECK (agreed_at IS NULL OR refused_at IS NULL)
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

-- What was already said of a time limit: a warning, and each step of escalation, once.
CREATE TABLE clue_reminders (
  county   char(6)     NOT NULL,
  clue_id  uuid        NOT NULL,
  region   varchar(12) NOT NULL,
  deadline text        NOT NULL,
  day      date        NOT NULL,
  step     text        NOT NULL,
  -- Whether its notice was closed because the limit was met.
  settled  boolean     NOT NULL DEFAULT false,
  at       timestamptz NOT NULL,
  CONSTRAINT clue_reminders_pk PRIMARY KEY (county, clue_id, deadline, day, step),
  CONSTRAINT clue_reminders_step CHECK (step IN ('warning', 'leader', 'prefecture')),
  CONSTRAINT clue_reminders_clue FOREIGN KEY (county, clue_id) REFERENCES clues (county, id)
);

CREATE INDEX clue_reminders_open ON clue_reminders (county, clue_id) WHERE NOT settled;

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
  declared_by_name text     NOT NULL,
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
SELECT anju_protect_region('clue_text_keys');
SELECT anju_protect_region('clue_pairs');
SELECT anju_protect_region('clue_reminders');
SELECT anju_protect_county('staff_relations');

-- An opening that was agreed to or refused stays as it is: who asked, why, who agreed, until when.
CREATE FUNCTION clue_openings_settled() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.agreed_at IS NOT NULL OR OLD.refused_at IS NOT NULL
    OR (NEW.asked_by, NEW.asked_by_name, NEW.asked_at, NEW.reason, NEW.clue_id)
      IS DISTINCT FROM (OLD.asked_by, OLD.asked_by_name, OLD.asked_at, OLD.reason, OLD.clue_id)
  THEN
    -- Only the office that handles the clue may change: the row moves with it.
    IF (to_jsonb(NEW) - 'region') IS DISTINCT FROM (to_jsonb(OLD) - 'region') THEN
      RAISE EXCEPTION 'an opening is decided once' USING ERRCODE = 'restrict_violation';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER clue_openings_settled BEFORE UPDATE ON clue_openings
  FOR EACH ROW EXECUTE FUNCTION clue_openings_settled();
REVOKE DELETE ON clue_openings FROM anju_app;
-- What a reporter said of themselves is written once and never changed; only its region moves with the clue.
REVOKE UPDATE, DELETE ON clue_reporters FROM anju_app;
GRANT UPDATE (region) ON clue_reporters TO anju_app;

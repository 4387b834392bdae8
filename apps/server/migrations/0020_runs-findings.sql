-- Up Migration

-- A comparison run: which policy, which deliveries, what came of it (requirements E7, E8).
CREATE TABLE runs (
  county      char(6)     NOT NULL,
  id          uuid        NOT NULL,
  as_of       date        NOT NULL,
  policy_id   uuid        NOT NULL,
  -- The job says how far the run is; finished_at is set with the findings, in one transaction.
  job_id      uuid        NOT NULL,
  registers   jsonb       NOT NULL DEFAULT '[]',
  counts      jsonb,
  started_by  uuid        NOT NULL,
  started_by_name text    NOT NULL,
  created_at  timestamptz NOT NULL,
  finished_at timestamptz,
  CONSTRAINT runs_pk PRIMARY KEY (county, id)
);
-- The list of runs, newest first: ids are UUIDv7 and sort by time.
CREATE INDEX runs_newest ON runs (county, id DESC);

-- A finding (疑点): a suspicion with its facts, never a decision.
CREATE TABLE findings (
  county              char(6)     NOT NULL,
  id                  uuid        NOT NULL,
  region              varchar(12) NOT NULL,
  household_id        uuid        NOT NULL,
  household_code      text        NOT NULL,
  member_id           uuid,
  -- The member's id, or '' for the household as a whole: part of the key, so never null.
  subject             text        NOT NULL,
  rule                text        NOT NULL,
  status              text        NOT NULL,
  confidence          text        NOT NULL,
  state               text        NOT NULL,
  change              text        NOT NULL,
  clause              text        NOT NULL,
  reason              text        NOT NULL,
  evidence            jsonb       NOT NULL,
  lineage             jsonb       NOT NULL,
  policy_id           uuid        NOT NULL,
  facts_hash          text        NOT NULL,
  first_run_id        uuid        NOT NULL,
  last_run_id         uuid        NOT NULL,
  assigned_to         varchar(12),
  due_on              date,
  proposed_by         uuid,
  proposed_by_name    text,
  proposed_conclusion text,
  proposed_reason     text,
  exit_nature         text,
  concluded_by        uuid,
  concluded_by_name   text,
  concluded_at        timestamptz,
  changed_by_name     text,
  created_at          timestamptz NOT NULL,
  updated_at          timestamptz NOT NULL,
  version             integer     NOT NULL DEFAULT 1,
  CONSTRAINT findings_pk PRIMARY KEY (county, id),
  -- The same facts are the same finding: a run that is repeated after a crash raises nothing twice,
  -- and what was settled stays settled until its facts change.
  CONSTRAINT findings_once UNIQUE (county, household_id, rule, subject, facts_hash),
  CONSTRAINT findings_status CHECK (status IN ('fail', 'incomparable')),
  CONSTRAINT findings_confidence CHECK (confidence IN ('exact', 'probable')),
  CONSTRAINT findings_change CHECK (change IN ('new', 'persisting', 'cleared')),
  CONSTRAINT findings_exit_nature CHECK (exit_nature IN ('1A', '1B', '2', '3')),
  CONSTRAINT findings_household FOREIGN KEY (county, household_id) REFERENCES households (county, id),
  CONSTRAINT findings_first_run FOREIGN KEY (county, first_run_id) REFERENCES runs (county, id),
  CONSTRAINT findings_last_run FOREIGN KEY (county, last_run_id) REFERENCES runs (county, id),
  CONSTRAINT findings_two_people CHECK (concluded_by IS NULL OR concluded_by <> proposed_by)
);
-- The desk: what is open, by due date; v7 ids keep equal due dates in order of raising.
CREATE INDEX findings_desk ON findings (county, status, state, due_on, id);
-- A family's page.
CREATE INDEX findings_by_household ON findings (county, household_id);
-- A run's page and the comparison with the last run.
CREATE INDEX findings_by_last_run ON findings (county, last_run_id);
-- A community's own work.
CREATE INDEX findings_by_assignee ON findings (county, assigned_to, state);

-- What was said about a finding: told, answered, proposed, concluded, reopened. Text may name people, so it is not in the event.
CREATE TABLE finding_notes (
  county     char(6)     NOT NULL,
  id         uuid        NOT NULL,
  region     varchar(12) NOT NULL,
  finding_id uuid        NOT NULL,
  act        text        NOT NULL,
  method     text,
  text       text        NOT NULL,
  by_id      uuid        NOT NULL,
  by_name    text        NOT NULL,
  at         timestamptz NOT NULL,
  CONSTRAINT finding_notes_pk PRIMARY KEY (county, id),
  CONSTRAINT finding_notes_finding FOREIGN KEY (county, finding_id) REFERENCES findings (county, id)
);
-- A finding's page.
CREATE INDEX finding_notes_by_finding ON finding_notes (county, finding_id, id);

-- Papers (佐证材料): uploaded first, then attached to a note.
CREATE TABLE papers (
  county      char(6)     NOT NULL,
  id          uuid        NOT NULL,
  region      varchar(12) NOT NULL,
  finding_id  uuid,
  note_id     uuid,
  exit_id     uuid,
  file_sha256 char(64)    NOT NULL,
  name        text        NOT NULL,
  type        text        NOT NULL,
  size        bigint      NOT NULL,
  uploaded_by uuid        NOT NULL,
  at          timestamptz NOT NULL,
  CONSTRAINT papers_pk PRIMARY KEY (county, id),
  CONSTRAINT papers_finding FOREIGN KEY (county, finding_id) REFERENCES findings (county, id)
);
-- A finding's page.
CREATE INDEX papers_by_finding ON papers (county, finding_id);

-- 应退未退: a family that must leave, counted once under the first ground established (form F3).
CREATE TABLE exits (
  county         char(6)     NOT NULL,
  id             uuid        NOT NULL,
  region         varchar(12) NOT NULL,
  household_id   uuid        NOT NULL,
  nature         text        NOT NULL,
  other_natures  text[]      NOT NULL DEFAULT '{}',
  finding_id     uuid        NOT NULL,
  established_on date        NOT NULL,
  measures       text        NOT NULL DEFAULT '',
  planned_on     date,
  exited_on      date,
  changed_by_name text,
  created_at     timestamptz NOT NULL,
  updated_at     timestamptz NOT NULL,
  version        integer     NOT NULL DEFAULT 1,
  CONSTRAINT exits_pk PRIMARY KEY (county, id),
  CONSTRAINT exits_nature CHECK (nature IN ('1A', '1B', '2', '3')),
  CONSTRAINT exits_household FOREIGN KEY (county, household_id) REFERENCES households (county, id),
  CONSTRAINT exits_finding FOREIGN KEY (county, finding_id) REFERENCES findings (county, id)
);
-- A family stands once among those still to leave.
CREATE UNIQUE INDEX exits_open_once ON exits (county, household_id) WHERE exited_on IS NULL;
-- F3 counts what was established up to a date.
CREATE INDEX exits_by_date ON exits (county, established_on);

SELECT anju_protect_region('findings');
SELECT anju_protect_region('finding_notes');
SELECT anju_protect_region('papers');
SELECT anju_protect_region('exits');
SELECT anju_protect_county('runs');

-- Up Migration

-- An official form of one period (requirements O5): filled → approved → submitted → returned or locked.
CREATE TABLE reports (
  county      char(6)     NOT NULL,
  id          uuid        NOT NULL,
  campaign_id uuid        NOT NULL,
  form        text        NOT NULL,
  -- '2026-06', '2026-06-1' (first half), '2026-06-2', or a day for a stage report.
  period      text        NOT NULL,
  state       text        NOT NULL,
  -- The statutory-calendar due day: on a holiday it is met before.
  due_on      date        NOT NULL,
  -- Hand corrections: path → {value, reason, byName, at}; and remarks, cases, signature texts typed in.
  corrections jsonb       NOT NULL DEFAULT '{}',
  typed       jsonb       NOT NULL DEFAULT '{}',
  -- Why a fault that the checks name is right all the same: fault key → reason.
  explanations jsonb      NOT NULL DEFAULT '{}',
  -- What the leader approved, frozen: this is sent, whatever the records say by then.
  approved    jsonb,
  -- A form that the county filled elsewhere and sent as a file, read back; it replaces the computed view.
  received    jsonb,
  received_file char(64),
  received_name text,
  filled_by   uuid,
  filled_by_name text,
  approved_by uuid,
  approved_by_name text,
  approved_at timestamptz,
  submitted_at timestamptz,
  submitted_by_name text,
  locked_at   timestamptz,
  locked_by_name text,
  -- When the level above last chased it.
  chased_at   timestamptz,
  remarks     text        NOT NULL DEFAULT '',
  changed_by_name text,
  created_at  timestamptz NOT NULL,
  updated_at  timestamptz NOT NULL,
  version     integer     NOT NULL DEFAULT 1,
  CONSTRAINT reports_pk PRIMARY KEY (county, id),
  CONSTRAINT reports_once UNIQUE (county, campaign_id, form, period),
  CONSTRAINT reports_campaign FOREIGN KEY (county, campaign_id) REFERENCES campaigns (county, id),
  CONSTRAINT reports_form CHECK (form IN ('F1', 'F2', 'F3', 'F4', 'F5', 'F6', 'stage', 'final')),
  CONSTRAINT reports_state CHECK (state IN ('draft', 'approved', 'submitted', 'returned', 'locked')),
  CONSTRAINT reports_two_people CHECK (approved_by IS NULL OR approved_by <> filled_by),
  CONSTRAINT reports_approved CHECK (state <> 'approved' OR approved IS NOT NULL)
);
CREATE INDEX reports_by_due ON reports (county, state, due_on);

-- What was sent, frozen (O6): the data, the records behind each cell, the checks. Never updated.
CREATE TABLE report_versions (
  county       char(6)     NOT NULL,
  report_id    uuid        NOT NULL,
  no           integer     NOT NULL,
  -- 'computed' from the records, or 'file': a form filled elsewhere and read back.
  origin       text        NOT NULL,
  data         jsonb       NOT NULL,
  -- cell path → ids of the records counted there.
  sources      jsonb       NOT NULL,
  corrections  jsonb       NOT NULL,
  faults       jsonb       NOT NULL,
  file_sha256  char(64),
  by_name      text        NOT NULL,
  at           timestamptz NOT NULL,
  CONSTRAINT report_versions_pk PRIMARY KEY (county, report_id, no),
  CONSTRAINT report_versions_report FOREIGN KEY (county, report_id) REFERENCES reports (county, id),
  CONSTRAINT report_versions_origin CHECK (origin IN ('computed', 'file'))
);

CREATE TABLE report_notes (
  county    char(6)     NOT NULL,
  id        uuid        NOT NULL,
  report_id uuid        NOT NULL,
  act       text        NOT NULL,
  text      text        NOT NULL,
  by_id     uuid        NOT NULL,
  by_name   text        NOT NULL,
  at        timestamptz NOT NULL,
  CONSTRAINT report_notes_pk PRIMARY KEY (county, id),
  CONSTRAINT report_notes_report FOREIGN KEY (county, report_id) REFERENCES reports (county, id)
);
CREATE INDEX report_notes_by_report ON report_notes (county, report_id, id);

SELECT anju_protect_county('reports');
SELECT anju_protect_county('report_versions');
SELECT anju_protect_county('report_notes');
REVOKE UPDATE, DELETE ON report_versions FROM anju_app;

-- Up Migration

-- One delivery of a department's register (requirements E2, E5). Rows are never stored: the file
-- streams through a run and is purged on schedule (E6, minimum necessity).
CREATE TABLE feeds (
  county         char(6)     NOT NULL,
  id             uuid        NOT NULL,
  kind           text        NOT NULL,
  department     text        NOT NULL,
  state          text        NOT NULL,
  file_sha256    char(64)    NOT NULL,
  file_name      text        NOT NULL,
  as_of          date        NOT NULL,
  mapping        jsonb,
  preview        jsonb,
  counts         jsonb,
  problem        jsonb,
  refused_file   char(64),
  refused_sample jsonb       NOT NULL DEFAULT '[]',
  accept_partial boolean     NOT NULL DEFAULT false,
  job_id         uuid,
  rows_read      integer,
  rows_refused   integer,
  created_by     uuid        NOT NULL,
  created_by_name text       NOT NULL,
  created_at     timestamptz NOT NULL,
  confirmed_by   uuid,
  confirmed_by_name text,
  confirmed_at   timestamptz,
  finished_at    timestamptz,
  purge_after    timestamptz NOT NULL,
  purged_at      timestamptz,
  CONSTRAINT feeds_pk PRIMARY KEY (county, id),
  CONSTRAINT feeds_state CHECK
    (state IN ('reading', 'needs-mapping', 'preview', 'loading', 'done', 'cancelled', 'failed'))
);
-- The list of deliveries, newest first.
CREATE INDEX feeds_newest ON feeds (county, id DESC);
-- The newest usable delivery of each register, for the ledger and for a run.
CREATE INDEX feeds_current ON feeds (county, kind, as_of DESC, id DESC) WHERE state = 'done';
-- Files whose time is over, and whether another delivery still needs the same file.
CREATE INDEX feeds_to_purge ON feeds (county, purge_after) WHERE purged_at IS NULL;
CREATE INDEX feeds_by_file ON feeds (county, file_sha256);

-- A department's columns, corrected once and remembered (E2).
CREATE TABLE feed_mappings (
  county     char(6)     NOT NULL,
  kind       text        NOT NULL,
  department text        NOT NULL,
  -- Field key to header text: headers stay when columns move.
  mapping    jsonb       NOT NULL,
  updated_at timestamptz NOT NULL,
  CONSTRAINT feed_mappings_pk PRIMARY KEY (county, kind, department)
);

-- How often a department owes a register; without a row the register's own description counts.
CREATE TABLE feed_duties (
  county     char(6)     NOT NULL,
  kind       text        NOT NULL,
  department text        NOT NULL,
  every_days integer     NOT NULL,
  next_due   date        NOT NULL,
  chased_at  timestamptz,
  CONSTRAINT feed_duties_pk PRIMARY KEY (county, kind),
  CONSTRAINT feed_duties_every CHECK (every_days BETWEEN 1 AND 3660)
);

-- Who received what for which purpose, kept at least 3 years (E12; data-security regulation of 2025, article 12).
CREATE TABLE data_use (
  county     char(6)     NOT NULL,
  id         uuid        NOT NULL,
  feed_id    uuid        NOT NULL,
  run_id     uuid,
  kind       text        NOT NULL,
  department text        NOT NULL,
  file_name  text        NOT NULL,
  as_of      date        NOT NULL,
  purpose    text        NOT NULL,
  rows       integer     NOT NULL,
  hits       integer     NOT NULL DEFAULT 0,
  by_id      uuid        NOT NULL,
  by_name    text        NOT NULL,
  at         timestamptz NOT NULL,
  CONSTRAINT data_use_pk PRIMARY KEY (county, id),
  -- A run repeated after a crash reads the same delivery for the same purpose: one entry.
  CONSTRAINT data_use_once UNIQUE (county, feed_id, run_id),
  CONSTRAINT data_use_feed FOREIGN KEY (county, feed_id) REFERENCES feeds (county, id)
);
-- The register, newest first.
CREATE INDEX data_use_newest ON data_use (county, id DESC);

SELECT anju_protect_county('feeds');
SELECT anju_protect_county('feed_mappings');
SELECT anju_protect_county('feed_duties');
SELECT anju_protect_county('data_use');

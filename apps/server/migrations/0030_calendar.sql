-- Up Migration

-- What a county's own calendar says beside the statutory one (requirements A9): 肉孜节 and the like, a shifted
-- working day, or the shifts of a year that the built-in data do not know yet.
CREATE TABLE calendar_days (
  county     char(6)     NOT NULL,
  day        date        NOT NULL,
  kind       text        NOT NULL,
  name       text        NOT NULL,
  by_name    text        NOT NULL,
  created_at timestamptz NOT NULL,
  CONSTRAINT calendar_days_pk PRIMARY KEY (county, day),
  CONSTRAINT calendar_days_kind CHECK (kind IN ('off', 'work'))
);
SELECT anju_protect_county('calendar_days');

-- Running numbers (线索〔2026〕12号) without gaps: the row's lock is the queue.
CREATE TABLE serials (
  county char(6) NOT NULL,
  kind   text    NOT NULL,
  year   integer NOT NULL,
  last   integer NOT NULL,
  CONSTRAINT serials_pk PRIMARY KEY (county, kind, year)
);
SELECT anju_protect_county('serials');

-- Papers of whatever a later capability keeps; 'finding' and 'exit' keep their own columns.
ALTER TABLE papers ADD COLUMN subject_type text, ADD COLUMN subject_id uuid;
ALTER TABLE papers ADD CONSTRAINT papers_subject CHECK ((subject_type IS NULL) = (subject_id IS NULL));
-- The papers of one thing.
CREATE INDEX papers_by_subject ON papers (county, subject_type, subject_id) WHERE subject_id IS NOT NULL;
-- The same picture handed in twice (a recycled photo) is found by its content.
CREATE INDEX papers_by_content ON papers (county, file_sha256);

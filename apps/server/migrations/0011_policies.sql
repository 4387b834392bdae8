-- Up Migration

-- A policy pack as data, versioned and effective-dated (requirements C1, C2).
CREATE TABLE policies (
  county            char(6)     NOT NULL,
  id                uuid        NOT NULL,
  version           integer     NOT NULL,
  title             text        NOT NULL,
  document_no       text        NOT NULL,
  effective_from    date        NOT NULL,
  state             text        NOT NULL,
  pack              jsonb       NOT NULL,
  drafted_by        uuid        NOT NULL,
  drafted_by_name   text        NOT NULL,
  drafted_at        timestamptz NOT NULL,
  -- Everybody who wrote on the draft.
  editors           uuid[]      NOT NULL,
  revision          integer     NOT NULL DEFAULT 1,
  published_by      uuid,
  published_by_name text,
  published_at      timestamptz,
  CONSTRAINT policies_pk PRIMARY KEY (county, id),
  CONSTRAINT policies_version UNIQUE (county, version),
  CONSTRAINT policies_state CHECK (state IN ('draft', 'published')),
  CONSTRAINT policies_published CHECK ((state = 'published') = (published_by IS NOT NULL)),
  -- 复核: the person who publishes wrote nothing of it.
  CONSTRAINT policies_two_people CHECK (published_by <> ALL (editors))
);
-- The pack in force on a date: the newest effective date not after it, then the newest version.
CREATE INDEX policies_in_force ON policies (county, effective_from DESC, version DESC) WHERE state = 'published';

-- What families were judged by must stay readable as it was, whoever holds the connection.
CREATE FUNCTION policies_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a published policy is never changed' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER policies_frozen BEFORE UPDATE OR DELETE ON policies
  FOR EACH ROW WHEN (OLD.state = 'published') EXECUTE FUNCTION policies_frozen();

SELECT anju_protect_county('policies');

-- Up Migration

-- The role every request and every job runs as. It owns nothing, passes no row security and knows no DDL.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'anju_app') THEN
    CREATE ROLE anju_app NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
  END IF;
  EXECUTE format('GRANT anju_app TO %I', current_user);
  EXECUTE format('REVOKE CREATE, TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
END $$;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO anju_app;

-- The 辖区 of the running transaction: digits, or null, and then nothing is seen. A setting that was made with
-- SET LOCAL reads as '' afterwards on the same connection, and '' is a prefix of everything: hence the pattern.
CREATE FUNCTION anju_scope() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN current_setting('anju.scope', true) ~ '^[0-9]{2,12}$' THEN current_setting('anju.scope', true) END
$$;

-- One secret a caller already holds (digest of a session's token or of a user name, in hex), by which a
-- single row is found before any scope is known.
CREATE FUNCTION anju_lookup() RETURNS bytea LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN current_setting('anju.lookup', true) ~ '^[0-9a-f]{64}$'
    THEN decode(current_setting('anju.lookup', true), 'hex') END
$$;

-- Row security of a table by county: a scope of 2, 4 or 6 digits is a prefix of the county, a longer one lies
-- in one county. The sub-select makes the planner read the setting once, not once a row.
CREATE FUNCTION anju_protect_county(name text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
  EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
  EXECUTE format($p$
    CREATE POLICY in_scope ON %I
      USING (starts_with(county::text, (SELECT left(anju_scope(), 6))))
      WITH CHECK (starts_with(county::text, (SELECT left(anju_scope(), 6))))$p$, name);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO anju_app', name);
END $$;

-- Row security of a table by region: a community sees its own rows. The county's part of the region must be
-- the county's own, so that no row hides in a neighbour's scope.
CREATE FUNCTION anju_protect_region(name text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
  EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
  EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I CHECK (starts_with(region::text, county::text))',
    name, name || '_region_of_county');
  EXECUTE format($p$
    CREATE POLICY in_scope ON %I
      USING (starts_with(region::text, (SELECT anju_scope())))
      WITH CHECK (starts_with(region::text, (SELECT anju_scope())))$p$, name);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO anju_app', name);
END $$;

-- Whose rows there are: counties, zones that report like counties, a prefecture padded to six digits.
-- Public knowledge, therefore without row security: the job runner asks here whose queue to look into.
CREATE TABLE tenants (
  county        char(6)     NOT NULL,
  name          text        NOT NULL,
  bureau        text        NOT NULL,
  demonstration boolean     NOT NULL DEFAULT false,
  created_at    timestamptz NOT NULL,
  CONSTRAINT tenants_pk PRIMARY KEY (county),
  CONSTRAINT tenants_county CHECK (county ~ '^[0-9]{6}$')
);
GRANT SELECT, INSERT, UPDATE ON tenants TO anju_app;

-- Every act that somebody could later ask about (requirements A5). The payload holds no personal data; the
-- salted commitment is what the transparency log will hold instead of it.
CREATE TABLE events (
  county       char(6)     NOT NULL,
  id           uuid        NOT NULL,
  at           timestamptz NOT NULL,
  region       varchar(12),
  actor_id     uuid,
  actor_name   text        NOT NULL,
  actor_role   text        NOT NULL,
  act          text        NOT NULL,
  subject_type text        NOT NULL,
  subject_id   text        NOT NULL,
  payload      jsonb       NOT NULL,
  salt         bytea       NOT NULL,
  commitment   bytea       NOT NULL,
  CONSTRAINT events_pk PRIMARY KEY (county, id),
  CONSTRAINT events_salt CHECK (octet_length(salt) = 32),
  CONSTRAINT events_commitment CHECK (octet_length(commitment) = 32)
);
-- The list of acts, newest first.
CREATE INDEX events_newest ON events (county, at DESC, id DESC);
-- The timeline of one thing.
CREATE INDEX events_by_subject ON events (county, subject_type, subject_id, at DESC, id DESC);
-- What one person did.
CREATE INDEX events_by_actor ON events (county, actor_id, at DESC, id DESC);

SELECT anju_protect_county('events');
REVOKE UPDATE, DELETE ON events FROM anju_app;

CREATE FUNCTION events_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'events are only appended' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER events_append_only BEFORE UPDATE OR DELETE ON events
  FOR EACH ROW EXECUTE FUNCTION events_append_only();
CREATE TRIGGER events_not_emptied BEFORE TRUNCATE ON events
  FOR EACH STATEMENT EXECUTE FUNCTION events_append_only();

-- Long work (requirements A8). A running job's process holds a session advisory lock; when the process dies,
-- so does the lock, and the job can be taken up again.
CREATE TABLE jobs (
  county           char(6)     NOT NULL,
  id               uuid        NOT NULL,
  kind             text        NOT NULL,
  state            text        NOT NULL DEFAULT 'queued',
  input            jsonb       NOT NULL,
  progress         jsonb       NOT NULL DEFAULT '{"steps":[]}',
  result           jsonb,
  error            jsonb,
  requested_by     uuid,
  created_at       timestamptz NOT NULL,
  started_at       timestamptz,
  finished_at      timestamptz,
  cancel_requested boolean     NOT NULL DEFAULT false,
  attempts         integer     NOT NULL DEFAULT 0,
  CONSTRAINT jobs_pk PRIMARY KEY (county, id),
  CONSTRAINT jobs_state CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled')),
  CONSTRAINT jobs_finished CHECK ((state IN ('done', 'failed', 'cancelled')) = (finished_at IS NOT NULL))
);
-- What waits, oldest first: the runner asks every second, and the finished ones are many.
CREATE INDEX jobs_waiting ON jobs (county, created_at, id) WHERE state IN ('queued', 'running');

SELECT anju_protect_county('jobs');

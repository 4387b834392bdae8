-- Up Migration

-- Estates (小区) and units (套): as far as a tenancy needs them (requirements B1).
CREATE TABLE estates (
  county   char(6)     NOT NULL,
  id       uuid        NOT NULL,
  region   varchar(12) NOT NULL,
  name     text        NOT NULL,
  initials text        NOT NULL,
  CONSTRAINT estates_pk PRIMARY KEY (county, id),
  CONSTRAINT estates_name UNIQUE (county, name)
);

CREATE TABLE units (
  county         char(6)     NOT NULL,
  id             uuid        NOT NULL,
  estate_id      uuid        NOT NULL,
  region         varchar(12) NOT NULL,
  -- What stands in front of the last part of the room number: 3-2-501 is building 3.
  building       text,
  room           text        NOT NULL,
  -- Written backwards so that an index finds it by its tail: officers ask for 501, not for 3-2-501.
  room_backwards text COLLATE "C" NOT NULL,
  floor_area_cm2 bigint,
  status         text        NOT NULL DEFAULT 'let',
  CONSTRAINT units_pk PRIMARY KEY (county, id),
  CONSTRAINT units_room UNIQUE (county, estate_id, room),
  CONSTRAINT units_estate FOREIGN KEY (county, estate_id) REFERENCES estates (county, id),
  CONSTRAINT units_status CHECK (status IN ('let', 'vacant', 'unusable'))
);
-- Search by the tail of a room number. COLLATE "C" on this and the other searched columns: a prefix is then
-- a range of bytes, and under row security only range operators (leakproof), not LIKE, may use an index.
CREATE INDEX units_by_room_tail ON units (county, room_backwards);

CREATE TABLE imports (
  county         char(6)     NOT NULL,
  id             uuid        NOT NULL,
  kind           text        NOT NULL,
  state          text        NOT NULL,
  file_sha256    char(64)    NOT NULL,
  file_name      text        NOT NULL,
  -- Corrected columns, or null while the detected ones stand.
  mapping        jsonb,
  preview        jsonb,
  counts         jsonb,
  problem        jsonb,
  refused_file   char(64),
  refused_sample jsonb       NOT NULL DEFAULT '[]',
  accept_partial boolean     NOT NULL DEFAULT false,
  job_id         uuid,
  created_by     uuid        NOT NULL,
  created_by_name text       NOT NULL,
  created_at     timestamptz NOT NULL,
  confirmed_by   uuid,
  confirmed_by_name text,
  confirmed_at   timestamptz,
  finished_at    timestamptz,
  CONSTRAINT imports_pk PRIMARY KEY (county, id),
  CONSTRAINT imports_kind CHECK (kind IN ('roster')),
  CONSTRAINT imports_state CHECK
    (state IN ('reading', 'needs-mapping', 'preview', 'loading', 'done', 'cancelled', 'failed'))
);
-- The list of imports, newest first: the ids are UUIDv7 and sort by time.
CREATE INDEX imports_newest ON imports (county, id DESC);

CREATE TABLE households (
  county             char(6)     NOT NULL,
  id                 uuid        NOT NULL,
  code               text COLLATE "C" NOT NULL,
  region             varchar(12) COLLATE "C" NOT NULL,
  state              text        NOT NULL DEFAULT 'active',
  category           text,
  applicant_name     text        NOT NULL,
  applicant_initials text        NOT NULL,
  members_count      integer     NOT NULL,
  estate_id          uuid,
  unit_id            uuid,
  -- Keyed digest of all that the roster said: equal digest, unchanged household.
  digest             bytea       NOT NULL,
  import_id          uuid,
  source_row         integer,
  changed_at         timestamptz NOT NULL,
  version            integer     NOT NULL DEFAULT 1,
  CONSTRAINT households_pk PRIMARY KEY (county, id),
  -- Also the list in the order of the codes, and search by the head of a code.
  CONSTRAINT households_code UNIQUE (county, code),
  CONSTRAINT households_state CHECK (state IN ('active', 'exited')),
  CONSTRAINT households_estate FOREIGN KEY (county, estate_id) REFERENCES estates (county, id),
  CONSTRAINT households_unit FOREIGN KEY (county, unit_id) REFERENCES units (county, id),
  CONSTRAINT households_import FOREIGN KEY (county, import_id) REFERENCES imports (county, id)
);
-- A community's or a town's list: the worker's own region first, else a million rows are walked for fifty.
CREATE INDEX households_by_region ON households (county, region, code);
-- The list of an estate.
CREATE INDEX households_by_estate ON households (county, estate_id, code);
-- The list of those that left, and of a category: small parts of the whole.
CREATE INDEX households_by_state ON households (county, state, code);
CREATE INDEX households_by_category ON households (county, category, code);
-- "What changed last".
CREATE INDEX households_by_change ON households (county, changed_at DESC, id DESC);
-- From a unit found by its room to its households.
CREATE INDEX households_by_unit ON households (county, unit_id);

CREATE TABLE members (
  county       char(6)     NOT NULL,
  id           uuid        NOT NULL,
  household_id uuid        NOT NULL,
  region       varchar(12) NOT NULL,
  position     integer     NOT NULL,
  name         text COLLATE "C" NOT NULL,
  initials     text COLLATE "C" NOT NULL,
  relation     text        NOT NULL,
  id_sealed    bytea       NOT NULL,
  id_index     bytea       NOT NULL,
  id_masked    text        NOT NULL,
  id_status    text        NOT NULL,
  birth_date   date,
  phone_sealed bytea,
  phone_masked text,
  source_row   integer,
  -- No longer in the roster. Kept, because findings and events speak of the person.
  removed_at   timestamptz,
  CONSTRAINT members_pk PRIMARY KEY (county, id),
  CONSTRAINT members_household FOREIGN KEY (county, household_id) REFERENCES households (county, id),
  CONSTRAINT members_id_status CHECK (id_status IN ('valid', 'invalid'))
);
-- A household's members, and their removal or update at import.
CREATE INDEX members_by_household ON members (county, household_id, position);
-- The person behind an ID number, without the number: the blind index.
CREATE INDEX members_by_id ON members (county, id_index);
-- Search by the head of a name, and by initials (zs for 张三).
CREATE INDEX members_by_name ON members (county, name);
CREATE INDEX members_by_initials ON members (county, initials);

CREATE TABLE tenancies (
  county           char(6)     NOT NULL,
  id               uuid        NOT NULL,
  household_id     uuid        NOT NULL,
  unit_id          uuid,
  region           varchar(12) NOT NULL,
  -- As the roster has it, even where no unit can be made of it.
  estate_name      text,
  room             text,
  floor_area_cm2   bigint,
  start_on         date,
  end_on           date,
  monthly_rent_fen bigint,
  arrears_months   integer,
  keys_on          date,
  moved_in_on      date,
  -- Another unit took its place; kept for the unit's file.
  replaced_at      timestamptz,
  CONSTRAINT tenancies_pk PRIMARY KEY (county, id),
  CONSTRAINT tenancies_household FOREIGN KEY (county, household_id) REFERENCES households (county, id),
  CONSTRAINT tenancies_unit FOREIGN KEY (county, unit_id) REFERENCES units (county, id)
);
-- One tenancy at a time.
CREATE UNIQUE INDEX tenancies_current ON tenancies (county, household_id) WHERE replaced_at IS NULL;
-- A unit's file: who lived there.
CREATE INDEX tenancies_by_unit ON tenancies (county, unit_id);

SELECT anju_protect_county('estates');
SELECT anju_protect_county('units');
SELECT anju_protect_county('imports');
SELECT anju_protect_region('households');
SELECT anju_protect_region('members');
SELECT anju_protect_region('tenancies');

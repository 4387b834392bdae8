-- Up Migration

-- The region tree and what stands in it (requirements A1): 2 digits a province, 4 a prefecture, 6 a county or
-- a zone that reports like one, 9 a town, 12 a community.
CREATE TABLE organisations (
  county     char(6)     NOT NULL,
  code       varchar(12) NOT NULL,
  name       text        NOT NULL,
  level      text        NOT NULL,
  kind       text        NOT NULL DEFAULT 'government',
  parent     varchar(12),
  active     boolean     NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL,
  CONSTRAINT organisations_pk PRIMARY KEY (county, code),
  CONSTRAINT organisations_code CHECK (code ~ '^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12})$'),
  CONSTRAINT organisations_level CHECK (level IN ('province', 'prefecture', 'county', 'town', 'community')),
  CONSTRAINT organisations_kind CHECK (kind IN ('government', 'zone')),
  CONSTRAINT organisations_parent CHECK (parent IS NULL OR starts_with(code::text, parent::text) OR kind = 'zone'),
  CONSTRAINT organisations_county CHECK (county = rpad(left(code, 6), 6, '0'))
);
SELECT anju_protect_county('organisations');

-- The departments of a county with their duties in the joint check and the registers they supply.
CREATE TABLE departments (
  county     char(6)     NOT NULL,
  id         uuid        NOT NULL,
  name       text        NOT NULL,
  duties     text        NOT NULL DEFAULT '',
  registers  text[]      NOT NULL DEFAULT '{}',
  active     boolean     NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL,
  CONSTRAINT departments_pk PRIMARY KEY (county, id),
  CONSTRAINT departments_name UNIQUE (county, name)
);
SELECT anju_protect_county('departments');

-- People who sign in. A platform table: the user name is looked up before a county is known, hence unique over all.
CREATE TABLE users (
  county               char(6)     NOT NULL,
  id                   uuid        NOT NULL,
  username             text        NOT NULL,
  -- SHA-256 of the lower-case user name: see anju_lookup.
  username_key         bytea       NOT NULL,
  name                 text        NOT NULL,
  roles                text[]      NOT NULL DEFAULT '{}',
  -- Asked for by the system administrator, not yet granted by the security administrator.
  requested_roles      text[]      NOT NULL DEFAULT '{}',
  organisation         varchar(12) NOT NULL,
  department_id        uuid,
  active               boolean     NOT NULL DEFAULT true,
  password_hash        text        NOT NULL,
  must_change_password boolean     NOT NULL DEFAULT true,
  -- A one-time password that nobody used dies of age.
  password_expires_at  timestamptz,
  failed_count         integer     NOT NULL DEFAULT 0,
  locked_until         timestamptz,
  totp_sealed          bytea,
  totp_confirmed_at    timestamptz,
  -- The time step of the last code used: a code is good once.
  totp_last_step       bigint,
  demonstration        boolean     NOT NULL DEFAULT false,
  last_sign_in_at      timestamptz,
  created_at           timestamptz NOT NULL,
  version              integer     NOT NULL DEFAULT 1,
  CONSTRAINT users_pk PRIMARY KEY (county, id),
  CONSTRAINT users_username UNIQUE (username_key),
  CONSTRAINT users_department FOREIGN KEY (county, department_id) REFERENCES departments (county, id)
);
SELECT anju_protect_county('users');
CREATE POLICY by_username ON users FOR SELECT USING (username_key = (SELECT anju_lookup()));

-- Only the digest of the cookie is kept: a copy of the database signs nobody in.
CREATE TABLE sessions (
  county       char(6)     NOT NULL,
  token_hash   bytea       NOT NULL,
  user_id      uuid        NOT NULL,
  created_at   timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  CONSTRAINT sessions_pk PRIMARY KEY (county, token_hash),
  CONSTRAINT sessions_user FOREIGN KEY (county, user_id) REFERENCES users (county, id) ON DELETE CASCADE
);
-- The cookie is all a request brings.
CREATE INDEX sessions_by_token ON sessions (token_hash);
-- Sign out everywhere.
CREATE INDEX sessions_by_user ON sessions (county, user_id);
SELECT anju_protect_county('sessions');
CREATE POLICY by_token ON sessions FOR SELECT USING (token_hash = (SELECT anju_lookup()));

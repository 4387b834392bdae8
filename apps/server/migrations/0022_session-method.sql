-- Up Migration

-- How a session was opened: what it still owes (a first password, a second factor) depends on it.
-- oidc: by the government's unified identity; oidc-mfa: which itself asked for a second factor.
ALTER TABLE sessions ADD COLUMN method text NOT NULL DEFAULT 'password'
  CONSTRAINT sessions_method CHECK (method IN ('password', 'oidc', 'oidc-mfa'));

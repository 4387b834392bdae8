-- Up Migration

-- 待办, 预警, 到期 (requirements A12): addressed to a person, or to a role in a region.
CREATE TABLE inbox_items (
  county     char(6)     NOT NULL,
  id         uuid        NOT NULL,
  user_id    uuid,
  role       text,
  region     varchar(12),
  kind       text        NOT NULL,
  title      text        NOT NULL,
  link       text        NOT NULL,
  due_on     date,
  -- What the notice is about: one open notice a matter, closed by the act that settles it.
  key        text        NOT NULL,
  created_at timestamptz NOT NULL,
  done_at    timestamptz,
  done_by    uuid,
  CONSTRAINT inbox_items_pk PRIMARY KEY (county, id),
  CONSTRAINT inbox_items_kind CHECK (kind IN ('todo', 'warning', 'due')),
  CONSTRAINT inbox_items_addressee CHECK ((user_id IS NULL) <> (role IS NULL))
);
-- One open notice a matter.
CREATE UNIQUE INDEX inbox_items_open_key ON inbox_items (county, key) WHERE done_at IS NULL;
-- A person's open notices, and a role's.
CREATE INDEX inbox_items_by_user ON inbox_items (county, user_id, due_on, id) WHERE done_at IS NULL;
CREATE INDEX inbox_items_by_role ON inbox_items (county, role, due_on, id) WHERE done_at IS NULL;

SELECT anju_protect_county('inbox_items');

-- Up Migration

-- When a department was last asked for a register: also for one whose rhythm nobody has agreed yet.
CREATE TABLE feed_chases (
  county    char(6)     NOT NULL,
  kind      text        NOT NULL,
  chased_at timestamptz NOT NULL,
  CONSTRAINT feed_chases_pk PRIMARY KEY (county, kind)
);
ALTER TABLE feed_duties NO FORCE ROW LEVEL SECURITY;
INSERT INTO feed_chases (county, kind, chased_at)
  SELECT county, kind, chased_at FROM feed_duties WHERE chased_at IS NOT NULL;
ALTER TABLE feed_duties FORCE ROW LEVEL SECURITY;
-- After its rows: the owner is held to a scope too, and a migration has none.
SELECT anju_protect_county('feed_chases');
ALTER TABLE feed_duties DROP COLUMN chased_at;

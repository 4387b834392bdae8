-- Up Migration

-- A drawn problem that the unit had rectified was no clean self-check: the unit had found it.
ALTER TABLE check_items DROP CONSTRAINT check_items_self;
ALTER TABLE check_items ADD CONSTRAINT check_items_self
  CHECK (self_check IN ('clean', 'problem', 'rectifying', 'rectified', 'none'));

-- The tables' owner is held to a scope too, and a migration has none.
ALTER TABLE check_items NO FORCE ROW LEVEL SECURITY;
ALTER TABLE checks NO FORCE ROW LEVEL SECURITY;
UPDATE check_items i SET self_check = 'rectified' FROM checks c
  WHERE c.county = i.county AND c.id = i.check_id AND c.kind IN ('problem', 'look-back') AND i.self_check = 'clean';
ALTER TABLE check_items FORCE ROW LEVEL SECURITY;
ALTER TABLE checks FORCE ROW LEVEL SECURITY;

-- Up Migration

-- Who froze the list of a spot check: dice are announced by another person.
ALTER TABLE checks ADD COLUMN frozen_by uuid;
-- The owner of the tables is held to a scope too, and a migration has none.
ALTER TABLE checks NO FORCE ROW LEVEL SECURITY;
ALTER TABLE events NO FORCE ROW LEVEL SECURITY;
UPDATE checks c SET frozen_by = e.actor_id FROM events e
WHERE e.county = c.county AND e.subject_type = 'check' AND e.subject_id = c.id::text AND e.payload->>'did' = 'freeze';
ALTER TABLE checks FORCE ROW LEVEL SECURITY;
ALTER TABLE events FORCE ROW LEVEL SECURITY;

-- Up Migration

-- A finding of a family that has left is closed as such: it is no progress of the inquiry (requirements E8).
ALTER TABLE findings DROP CONSTRAINT findings_change;
ALTER TABLE findings ADD CONSTRAINT findings_change CHECK (change IN ('new', 'persisting', 'cleared', 'exited'));

-- The runs before this counted none of them apart. The owner reaches the runs of all counties only while row
-- security is not forced on it.
ALTER TABLE runs NO FORCE ROW LEVEL SECURITY;
UPDATE runs SET counts = counts || '{"exited": 0}' WHERE counts IS NOT NULL;
ALTER TABLE runs FORCE ROW LEVEL SECURITY;

-- Up Migration

-- The family that a problem is about: its finding's, the one drawn for the spot check, or the one an officer names.
ALTER TABLE problems ADD COLUMN household_id uuid;
ALTER TABLE problems ADD CONSTRAINT problems_household FOREIGN KEY (county, household_id) REFERENCES households (county, id);
-- Whether a family has a problem on the ledger, and the grounds on which it has to leave.
CREATE INDEX problems_by_household ON problems (county, household_id) WHERE household_id IS NOT NULL;
-- Who went there: they do not judge what they saw.
ALTER TABLE check_items ADD COLUMN checked_by uuid;

-- The tables' owner is held to a scope too, and a migration has none.
ALTER TABLE problems NO FORCE ROW LEVEL SECURITY;
ALTER TABLE findings NO FORCE ROW LEVEL SECURITY;
ALTER TABLE check_items NO FORCE ROW LEVEL SECURITY;
ALTER TABLE checks NO FORCE ROW LEVEL SECURITY;
ALTER TABLE households NO FORCE ROW LEVEL SECURITY;
UPDATE problems p SET household_id = f.household_id FROM findings f
  WHERE f.county = p.county AND f.id = p.finding_id;
UPDATE problems p SET household_id = i.subject_id FROM check_items i
  JOIN checks c ON c.county = i.county AND c.id = i.check_id AND c.kind = 'household'
  WHERE i.county = p.county AND i.id = p.check_item_id;
ALTER TABLE problems FORCE ROW LEVEL SECURITY;
ALTER TABLE findings FORCE ROW LEVEL SECURITY;
ALTER TABLE check_items FORCE ROW LEVEL SECURITY;
ALTER TABLE checks FORCE ROW LEVEL SECURITY;
ALTER TABLE households FORCE ROW LEVEL SECURITY;

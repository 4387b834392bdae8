-- Up Migration

-- Whether a family has left follows from two days: the one its roster names, which may be still to come and may be
-- corrected, and the one on the exit ledger. `state` is kept by settleStates (households), the only writer.
ALTER TABLE households ADD COLUMN left_on date;

-- A family taken off the ledger stays on record: its history and the forms that counted it lead to it.
ALTER TABLE exits ADD COLUMN withdrawn_at timestamptz;
-- The home that the family was to leave, also after it has moved to another (form F3, 项目).
ALTER TABLE exits ADD COLUMN tenancy_id uuid;
ALTER TABLE exits ADD CONSTRAINT exits_tenancy FOREIGN KEY (county, tenancy_id) REFERENCES tenancies (county, id);
DROP INDEX exits_open_once;
CREATE UNIQUE INDEX exits_open_once ON exits (county, household_id) WHERE exited_on IS NULL AND withdrawn_at IS NULL;
-- Whether a family has left by the ledger, and a family's page.
CREATE INDEX exits_by_household ON exits (county, household_id);
-- The papers of an exit.
CREATE INDEX papers_by_exit ON papers (county, exit_id) WHERE exit_id IS NOT NULL;

-- The tables' owner is held to a scope too, and a migration has none.
ALTER TABLE exits NO FORCE ROW LEVEL SECURITY;
ALTER TABLE households NO FORCE ROW LEVEL SECURITY;
ALTER TABLE tenancies NO FORCE ROW LEVEL SECURITY;
UPDATE exits e SET tenancy_id = t.id FROM tenancies t
  WHERE t.county = e.county AND t.household_id = e.household_id AND t.replaced_at IS NULL;
-- Rosters that named a day did not leave it behind: the day of the import is the nearest that is known.
UPDATE households h SET left_on = (h.changed_at AT TIME ZONE 'Asia/Shanghai')::date
  WHERE h.state = 'exited' AND NOT EXISTS (
    SELECT 1 FROM exits e WHERE e.county = h.county AND e.household_id = h.id AND e.exited_on IS NOT NULL);
ALTER TABLE exits FORCE ROW LEVEL SECURITY;
ALTER TABLE households FORCE ROW LEVEL SECURITY;
ALTER TABLE tenancies FORCE ROW LEVEL SECURITY;

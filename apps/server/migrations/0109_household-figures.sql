-- Up Migration

-- The figures of a county or of a community are added up from indexes where they can be: those that have left, and
-- of the tenancies the few that are behind with the rent and those whose lease has ended.
CREATE INDEX households_gone ON households (county, region, id) WHERE state = 'exited';
CREATE INDEX tenancies_in_arrears ON tenancies (county, region, household_id)
  WHERE replaced_at IS NULL AND arrears_months > 0;
CREATE INDEX tenancies_by_end ON tenancies (county, end_on) INCLUDE (region, household_id)
  WHERE replaced_at IS NULL;

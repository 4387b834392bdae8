-- Up Migration

-- A concluded case about a unit that has no problem on the ledger: what was handled elsewhere and is reported all the
-- same. The day it ended stands for the day a problem is closed.
ALTER TABLE typical_cases ADD COLUMN unit_name text, ADD COLUMN concluded_on date;
ALTER TABLE typical_cases ADD CONSTRAINT typical_cases_about CHECK (
  (unit_name IS NULL) = (concluded_on IS NULL) AND (problem_id IS NULL OR unit_name IS NULL));

-- 含单位被通报曝光的情况: a unit may be exposed without a problem of the ledger.
ALTER TABLE exposures ADD COLUMN unit_name text NOT NULL DEFAULT '';

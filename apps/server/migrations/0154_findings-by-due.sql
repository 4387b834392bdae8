-- Up Migration

-- The desk: its pages come in this order, and what it narrows by, counts and shows as figures on the home page is read
-- in the index alone, without a look at the findings with their evidence. What has no day due comes last.
CREATE INDEX findings_by_due ON findings (county, coalesce(due_on, '9999-12-31'::date), id)
  INCLUDE (region, status, state, rule, change, confidence, assigned_to, due_on);
-- The desk by household, and its export.
CREATE INDEX findings_by_code ON findings (county, household_code, id);
DROP INDEX findings_desk;

-- Up Migration

-- A problem is a ground to leave from the moment a second person said so (form F3: 转租, 出借), until that is taken back.
ALTER TABLE problems ADD COLUMN exit_nature text, ADD COLUMN exit_at timestamptz, ADD COLUMN exit_by uuid,
  ADD COLUMN exit_by_name text;
ALTER TABLE problems ADD CONSTRAINT problems_exit CHECK (
  num_nonnulls(exit_nature, exit_at, exit_by, exit_by_name) IN (0, 4) AND (exit_nature IS NULL OR household_id IS NOT NULL));
ALTER TABLE problems ADD CONSTRAINT problems_exit_nature CHECK (exit_nature IN ('1A', '1B', '2', '3'));
ALTER TABLE problems ADD CONSTRAINT problems_exit_two_people CHECK (exit_by <> registered_by);

-- The first ground: a finding of the comparison, or a problem of a campaign.
ALTER TABLE exits ALTER COLUMN finding_id DROP NOT NULL;
ALTER TABLE exits ADD COLUMN problem_id uuid;
ALTER TABLE exits ADD CONSTRAINT exits_problem FOREIGN KEY (county, problem_id) REFERENCES problems (county, id);
ALTER TABLE exits ADD CONSTRAINT exits_one_ground CHECK (num_nonnulls(finding_id, problem_id) = 1);

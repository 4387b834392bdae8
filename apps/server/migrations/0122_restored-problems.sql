-- Up Migration

-- How often a withdrawn problem was restored: forms read its notes only then.
ALTER TABLE problems ADD COLUMN restored integer NOT NULL DEFAULT 0;
CREATE INDEX problems_restored ON problems (county, campaign_id) WHERE restored > 0;

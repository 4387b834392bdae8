-- Up Migration

-- A clue of a campaign that a county started by itself, handled by the level above because it accuses the county's own
-- bureau, hung on nothing there: from now on that level holds a copy. Those of before get theirs.
-- The owner reaches the rows of all counties only while row security is not forced on it.
ALTER TABLE campaigns NO FORCE ROW LEVEL SECURITY;
ALTER TABLE clues NO FORCE ROW LEVEL SECURITY;
INSERT INTO campaigns (county, id, owner, plan, title, document_no, year, place, starts_on, ends_on, content, state,
  ended_on, ended_reason, started_by_name, changed_by_name, created_at, updated_at, version)
SELECT DISTINCT k.county, c.id, c.owner, c.plan, c.title, c.document_no, c.year, c.place, c.starts_on, c.ends_on,
  c.content, c.state, c.ended_on, c.ended_reason, c.started_by_name, c.changed_by_name, c.created_at, c.updated_at,
  c.version
FROM clues k JOIN campaigns c ON c.id = k.campaign_id AND c.county = c.owner
WHERE k.county LIKE '%00'
ON CONFLICT DO NOTHING;
ALTER TABLE campaigns FORCE ROW LEVEL SECURITY;
ALTER TABLE clues FORCE ROW LEVEL SECURITY;

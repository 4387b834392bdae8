-- Up Migration

-- The day on which a clue was merged: what is owed to its reporter counts from there where it was not accepted before.
ALTER TABLE clues ADD COLUMN merged_on date;
-- The owner of the tables is held to a scope too, and a migration has none.
ALTER TABLE clues NO FORCE ROW LEVEL SECURITY;
ALTER TABLE clue_notes NO FORCE ROW LEVEL SECURITY;
UPDATE clues c SET merged_on = (
  SELECT max((n.at AT TIME ZONE 'Asia/Shanghai')::date) FROM clue_notes n
  WHERE n.county = c.county AND n.clue_id = c.id AND n.act = 'merge')
WHERE c.merged_into IS NOT NULL;
UPDATE clues SET merged_on = (updated_at AT TIME ZONE 'Asia/Shanghai')::date
WHERE merged_into IS NOT NULL AND merged_on IS NULL;
ALTER TABLE clues FORCE ROW LEVEL SECURITY;
ALTER TABLE clue_notes FORCE ROW LEVEL SECURITY;
ALTER TABLE clues ADD CONSTRAINT clues_merged_on CHECK ((merged_into IS NULL) = (merged_on IS NULL));

-- When a petitioner who gave a name was told that the time was extended.
ALTER TABLE clues ADD COLUMN extension_told_on date;

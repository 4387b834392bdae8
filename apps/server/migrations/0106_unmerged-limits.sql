-- Up Migration

-- Whether a merged clue came in after the answer to the one it was merged into. The days alone do not say it: both may
-- have been on one day.
ALTER TABLE clues ADD COLUMN is_repeat boolean NOT NULL DEFAULT false;
-- The owner of the tables is held to a scope too, and a migration has none.
ALTER TABLE clues NO FORCE ROW LEVEL SECURITY;
ALTER TABLE clue_notes NO FORCE ROW LEVEL SECURITY;
UPDATE clues c SET is_repeat = true FROM clues t
WHERE t.county = c.county AND t.id = c.merged_into AND t.answered_on IS NOT NULL
  AND (SELECT max(n.at) FROM clue_notes n WHERE n.county = c.county AND n.clue_id = c.id AND n.act = 'merge')
    > (SELECT max(n.at) FROM clue_notes n WHERE n.county = t.county AND n.clue_id = t.id AND n.act = 'answer');
-- Taking a clue out of a merge used to count its limits anew from that day, as if it had been taken up again.
UPDATE clues c SET reopened_on = (
  SELECT max((n.at AT TIME ZONE 'Asia/Shanghai')::date) FROM clue_notes n
  WHERE n.county = c.county AND n.clue_id = c.id AND n.act = 'reopen')
WHERE c.merged_into IS NULL AND c.reopened_on IS NOT NULL AND EXISTS (
  SELECT FROM clue_notes n WHERE n.county = c.county AND n.clue_id = c.id AND n.act = 'unmerge');
ALTER TABLE clues FORCE ROW LEVEL SECURITY;
ALTER TABLE clue_notes FORCE ROW LEVEL SECURITY;

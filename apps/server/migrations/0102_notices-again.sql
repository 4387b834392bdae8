-- Up Migration

-- 0045 and 0050 reached nothing where the tables' owner is no superuser: row security is forced on it, and a migration
-- has no scope. Here they are again.
ALTER TABLE inbox_items NO FORCE ROW LEVEL SECURITY;
ALTER TABLE problems NO FORCE ROW LEVEL SECURITY;
ALTER TABLE supervisions NO FORCE ROW LEVEL SECURITY;
UPDATE inbox_items i SET clue_id = p.clue_id FROM problems p
WHERE p.county = i.county AND i.link = '/problems/' || p.id AND p.clue_id IS NOT NULL AND i.clue_id IS NULL;
UPDATE inbox_items i SET clue_id = coalesce(s.clue_id, p.clue_id)
FROM supervisions s LEFT JOIN problems p ON p.county = s.county AND p.id = s.problem_id
WHERE s.county = i.county AND i.link = '/supervision/notices/' || s.id AND i.clue_id IS NULL;
UPDATE inbox_items SET link = '/people' WHERE link = '/users';
ALTER TABLE inbox_items FORCE ROW LEVEL SECURITY;
ALTER TABLE problems FORCE ROW LEVEL SECURITY;
ALTER TABLE supervisions FORCE ROW LEVEL SECURITY;

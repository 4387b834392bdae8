-- Up Migration

-- A notice about what came from a clue is kept from whom the clue is kept from: named in it, kin, or of the accused
-- office. The open ones about such problems and 督办 notices learn their clue from where they lead.
ALTER TABLE inbox_items ADD COLUMN clue_id uuid;
UPDATE inbox_items i SET clue_id = p.clue_id FROM problems p
WHERE p.county = i.county AND i.link = '/problems/' || p.id AND p.clue_id IS NOT NULL;
UPDATE inbox_items i SET clue_id = coalesce(s.clue_id, p.clue_id)
FROM supervisions s LEFT JOIN problems p ON p.county = s.county AND p.id = s.problem_id
WHERE s.county = i.county AND i.link = '/supervision/notices/' || s.id;

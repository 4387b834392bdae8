-- Up Migration

-- 并案: persons of the clue that stays which the officer no longer lists, because a form takes three. They are accused
-- all the same, and are listed again when the merge is taken back: [{"name", "post", "level", "came_from"}, …].
ALTER TABLE clues
  ADD COLUMN displaced jsonb NOT NULL DEFAULT '[]',
  ADD CONSTRAINT clues_displaced CHECK (displaced = '[]' OR merged_into IS NOT NULL);

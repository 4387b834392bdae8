-- Up Migration

-- Where the matter of a problem lies, where that is not where it is handled: what a clue accuses is looked into elsewhere.
-- Null: where it is handled. Row security goes by `region` alone.
ALTER TABLE problems ADD COLUMN place_region varchar(12);

-- Up Migration

-- The rows that a person pointed out as the header of a file where none was recognised: none at all, one or two. Null:
-- nobody was asked.
ALTER TABLE imports ADD COLUMN header_rows integer[];
ALTER TABLE feeds ADD COLUMN header_rows integer[];
ALTER TABLE feed_mappings ADD COLUMN header_rows integer[];

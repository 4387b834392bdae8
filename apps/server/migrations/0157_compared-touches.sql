-- Up Migration

-- How many events about counted records there were when a signed form was last compared: by it a comparison after each
-- act looks only at what was touched since.
ALTER TABLE reports ADD COLUMN compared_touches integer;

-- Several files of one register that count together: 低保, 特困 and 边缘 as three lists (E2). Given when a person
-- confirms a file; a file confirmed before this column is a batch of its own.
ALTER TABLE feeds ADD COLUMN batch_id uuid;
-- The other files of a batch.
CREATE INDEX feeds_by_batch ON feeds (county, kind, (coalesce(batch_id, id)));

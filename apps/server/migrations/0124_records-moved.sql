-- Up Migration

-- When a signed form was last compared with its records, and whether they say otherwise: found out by the hour, because
-- every record of a county would have to be counted again to show it on a home page.
ALTER TABLE reports ADD COLUMN compared_at timestamptz;
ALTER TABLE reports ADD COLUMN records_moved boolean NOT NULL DEFAULT false;

-- Up Migration

-- The day on which a report came to the level above by other ways than the system: it counts as reported on that day,
-- whenever it was taken in.
ALTER TABLE reports ADD COLUMN received_on date;

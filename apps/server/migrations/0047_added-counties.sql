-- Up Migration

-- A county that was added to a running campaign takes part from this day: it reports the periods that were not over
-- by then, none before. Null: there from the start.
ALTER TABLE campaigns ADD COLUMN joined_on date;
ALTER TABLE campaigns ADD CONSTRAINT campaigns_joined CHECK (joined_on IS NULL OR joined_on >= starts_on);

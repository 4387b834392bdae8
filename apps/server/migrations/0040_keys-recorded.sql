-- Up Migration

-- Whether the roster gives the day of the keys at all: only then does a blank one mean that nobody fetched them.
ALTER TABLE tenancies ADD COLUMN keys_recorded boolean NOT NULL DEFAULT false;

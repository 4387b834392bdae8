-- Up Migration

-- A number that the roster gives as 15 digits has no check character: the comparison looks for its neighbours too.
ALTER TABLE members ADD COLUMN id_from_15 boolean NOT NULL DEFAULT false;

-- Up Migration

-- A scanned letter may show who reported a clue: then it is opened as the reporter's identity is, by two people.
ALTER TABLE papers ADD COLUMN shows_reporter boolean NOT NULL DEFAULT false;

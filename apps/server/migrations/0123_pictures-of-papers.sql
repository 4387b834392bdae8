-- Up Migration

-- Fingerprint of what a photograph shows: the same picture saved anew, smaller or more compressed, is another file.
ALTER TABLE papers ADD COLUMN picture bytea;
ALTER TABLE papers ADD CONSTRAINT papers_picture CHECK (octet_length(picture) = 32);

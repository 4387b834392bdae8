-- Up Migration

-- How often a notice passed its day unanswered: it can be returned with a new day and pass that too.
ALTER TABLE supervisions ADD COLUMN lapses integer NOT NULL DEFAULT 0;
-- The owner of the tables is held to a scope too, and a migration has none.
ALTER TABLE supervisions NO FORCE ROW LEVEL SECURITY;
UPDATE supervisions SET lapses = 1 WHERE level > 1;
ALTER TABLE supervisions FORCE ROW LEVEL SECURITY;

-- When the issuer was reminded of the answer that stands; null until then, and anew with each answer.
ALTER TABLE supervisions ADD COLUMN reminded_on date;

-- Up Migration

-- How often a notice passed its day unanswered: it can be returned with a new day and pass that too.
ALTER TABLE supervisions ADD COLUMN lapses integer NOT NULL DEFAULT 0;
UPDATE supervisions SET lapses = 1 WHERE level > 1;

-- When the issuer was reminded of the answer that stands; null until then, and anew with each answer.
ALTER TABLE supervisions ADD COLUMN reminded_on date;

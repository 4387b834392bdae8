-- Up Migration

-- A clue that the prefecture handed down (转办) stands in the county as a clue of its own, without its reporter: the
-- county's desk handles it, and what it finds goes back. The two name each other; neither level's rows refer to rows
-- that it may not see.
ALTER TABLE clues
  ADD COLUMN handed_from uuid,
  ADD COLUMN demanded_on date,
  ADD CONSTRAINT clues_demanded CHECK ((handed_from IS NULL) = (demanded_on IS NULL));
ALTER TABLE clue_transfers
  ADD COLUMN handed_county char(6),
  ADD COLUMN handed_clue uuid,
  ADD CONSTRAINT clue_transfers_handed CHECK ((handed_county IS NULL) = (handed_clue IS NULL));

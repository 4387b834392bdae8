-- Up Migration

-- The prefecture takes back what a county has not answered: the county's clue ends as recalled.
ALTER TABLE clues DROP CONSTRAINT clues_state;
ALTER TABLE clues ADD CONSTRAINT clues_state CHECK (state IN
  ('received', 'accepted', 'inquiring', 'transferred', 'reported', 'concluded', 'closed', 'merged', 'refused',
   'recalled'));
ALTER TABLE clue_transfers
  ADD COLUMN recalled boolean NOT NULL DEFAULT false,
  ADD CONSTRAINT clue_transfers_recalled CHECK (NOT recalled OR (returned_on IS NOT NULL AND handed_clue IS NOT NULL));

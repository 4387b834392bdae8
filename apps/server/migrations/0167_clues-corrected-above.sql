-- Up Migration

-- What the prefecture corrected of a clue after it had handed it down, for the county to take over or not:
-- {"at", "byName", "before": {…}, "after": {…}, "kept"}. Whom it accuses by that is left out in the county at once.
ALTER TABLE clues
  ADD COLUMN corrected_above jsonb,
  ADD CONSTRAINT clues_corrected_above CHECK (corrected_above IS NULL OR handed_from IS NOT NULL);

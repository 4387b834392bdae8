-- Up Migration

-- The last day on which the family, told of a finding, may answer (requirements E9); set by who tells it.
ALTER TABLE finding_notes ADD COLUMN answer_by date;

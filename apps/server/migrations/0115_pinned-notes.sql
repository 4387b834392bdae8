-- Up Migration

-- What an act pinned, beside its note: a list of an earlier month shows the task and deadline of that month.
ALTER TABLE problem_notes ADD COLUMN task text, ADD COLUMN deadline date;

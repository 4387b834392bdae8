-- Up Migration

-- Rows are numbered within a sheet: where several are read as one roster, the row alone does not say which line it was.
ALTER TABLE households ADD COLUMN source_sheet text;
ALTER TABLE members ADD COLUMN source_sheet text;

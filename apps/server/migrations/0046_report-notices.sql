-- Up Migration

-- A 督办 notice about a late report names that report: its row shows the notice, and sending it settles it. Notices
-- issued before stay with what was typed.
ALTER TABLE supervisions ADD COLUMN report_id uuid;
ALTER TABLE supervisions ADD CONSTRAINT supervisions_report FOREIGN KEY (county, report_id) REFERENCES reports (county, id);
ALTER TABLE supervisions ADD CONSTRAINT supervisions_report_named CHECK (report_id IS NULL OR report_key IS NOT NULL);
-- The notices of a report: for its row, and when it is sent.
CREATE INDEX supervisions_by_report ON supervisions (county, report_id, created_at) WHERE report_id IS NOT NULL;

-- Up Migration

-- What the runs did to one finding, oldest first: ids of runs are UUIDv7 and sort by time.
CREATE INDEX run_findings_by_finding ON run_findings (county, finding_id, run_id);

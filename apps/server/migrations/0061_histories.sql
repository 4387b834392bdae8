-- Up Migration

-- A family's history holds what was done to an exit that is on the ledger no more: the event names the family.
CREATE INDEX events_of_exits ON events (county, (payload->>'household')) WHERE subject_type = 'exit';

-- What the runs did to one finding, oldest first: ids of runs are UUIDv7 and sort by time.
CREATE INDEX run_findings_by_finding ON run_findings (county, finding_id, run_id);

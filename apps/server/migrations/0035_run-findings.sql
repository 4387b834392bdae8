-- Up Migration

-- What a run raised, cleared or closed, as it was then: the findings behind a run's figures (requirements E8).
CREATE TABLE run_findings (
  county     char(6) NOT NULL,
  run_id     uuid    NOT NULL,
  finding_id uuid    NOT NULL,
  change     text    NOT NULL,
  status     text    NOT NULL,
  CONSTRAINT run_findings_pk PRIMARY KEY (county, run_id, finding_id),
  CONSTRAINT run_findings_change CHECK (change IN ('new', 'persisting', 'cleared', 'exited')),
  CONSTRAINT run_findings_status CHECK (status IN ('fail', 'incomparable')),
  CONSTRAINT run_findings_run FOREIGN KEY (county, run_id) REFERENCES runs (county, id),
  CONSTRAINT run_findings_finding FOREIGN KEY (county, finding_id) REFERENCES findings (county, id)
);

-- Of the runs before this table what the findings still say: what a run raised first, and what the newest did to
-- those under inquiry. The owner reads the findings of all counties only while row security is not forced on it.
ALTER TABLE findings NO FORCE ROW LEVEL SECURITY;
INSERT INTO run_findings (county, run_id, finding_id, change, status)
SELECT county, first_run_id, id, 'new', status FROM findings
UNION ALL
SELECT county, last_run_id, id, change, status FROM findings
WHERE last_run_id <> first_run_id AND state NOT IN ('confirmed', 'explained', 'wrong-person', 'stale-data');
ALTER TABLE findings FORCE ROW LEVEL SECURITY;

SELECT anju_protect_county('run_findings');
DROP INDEX findings_by_last_run;

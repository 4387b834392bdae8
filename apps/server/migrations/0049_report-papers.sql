-- Up Migration

-- The signed and sealed scan of what was sent, and the edited text of a summary: part of that version, never changed.
CREATE TABLE report_papers (
  county     char(6)     NOT NULL,
  report_id  uuid        NOT NULL,
  no         integer     NOT NULL,
  paper_id   uuid        NOT NULL,
  sha256     char(64)    NOT NULL,
  by_name    text        NOT NULL,
  at         timestamptz NOT NULL,
  CONSTRAINT report_papers_pk PRIMARY KEY (county, report_id, no, paper_id),
  CONSTRAINT report_papers_version FOREIGN KEY (county, report_id, no)
    REFERENCES report_versions (county, report_id, no),
  CONSTRAINT report_papers_paper FOREIGN KEY (county, paper_id) REFERENCES papers (county, id)
);

SELECT anju_protect_county('report_papers');
REVOKE UPDATE, DELETE ON report_papers FROM anju_app;

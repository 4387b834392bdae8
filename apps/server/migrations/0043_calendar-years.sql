-- Up Migration

-- A year of whose holidays and shifts an administrator says that they are all entered: due days in it are sure, also
-- where the built-in data do not know the year yet.
CREATE TABLE calendar_years (
  county       char(6)     NOT NULL,
  year         integer     NOT NULL,
  by_name      text        NOT NULL,
  completed_at timestamptz NOT NULL,
  CONSTRAINT calendar_years_pk PRIMARY KEY (county, year),
  CONSTRAINT calendar_years_year CHECK (year BETWEEN 2000 AND 2100)
);
SELECT anju_protect_county('calendar_years');

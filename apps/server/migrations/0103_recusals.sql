-- Up Migration

-- Which cases there are of a clue: itself, and each problem that came from it. Like the next table it is seen in the
-- whole county: the answer is the same for an office that does not see the case itself.
CREATE TABLE clue_cases (
  county  char(6) NOT NULL,
  case_id uuid    NOT NULL,
  clue_id uuid    NOT NULL,
  CONSTRAINT clue_cases_pk PRIMARY KEY (county, case_id)
);
-- A clue's bars change together with those of its problems.
CREATE INDEX clue_cases_by_clue ON clue_cases (county, clue_id);
SELECT anju_protect_county('clue_cases');

-- From whom a case is kept; no row where it is kept from nobody, so that there are few.
CREATE TABLE recusals (
  county          char(6)     NOT NULL,
  case_id         uuid        NOT NULL,
  barred_users    uuid[]      NOT NULL,
  accused_organisation varchar(12),
  accused_department_id uuid,
  CONSTRAINT recusals_pk PRIMARY KEY (county, case_id)
);
SELECT anju_protect_county('recusals');

CREATE FUNCTION clues_recused() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO clue_cases VALUES (NEW.county, NEW.id, NEW.id);
  ELSE
    DELETE FROM recusals WHERE county = NEW.county
      AND case_id IN (SELECT case_id FROM clue_cases WHERE county = NEW.county AND clue_id = NEW.id);
  END IF;
  IF NEW.barred_users <> '{}' OR NEW.accused_organisation IS NOT NULL OR NEW.accused_department_id IS NOT NULL THEN
    INSERT INTO recusals
    SELECT county, case_id, NEW.barred_users, NEW.accused_organisation, NEW.accused_department_id
    FROM clue_cases WHERE county = NEW.county AND clue_id = NEW.id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER clues_recused
  AFTER INSERT OR UPDATE OF barred_users, accused_organisation, accused_department_id ON clues
  FOR EACH ROW EXECUTE FUNCTION clues_recused();

-- The clue of a problem never changes.
CREATE FUNCTION problems_recused() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO clue_cases VALUES (NEW.county, NEW.id, NEW.clue_id);
  INSERT INTO recusals
  SELECT county, NEW.id, barred_users, accused_organisation, accused_department_id
  FROM recusals WHERE county = NEW.county AND case_id = NEW.clue_id;
  RETURN NULL;
END $$;
CREATE TRIGGER problems_recused AFTER INSERT ON problems
  FOR EACH ROW WHEN (NEW.clue_id IS NOT NULL) EXECUTE FUNCTION problems_recused();

-- The owner reaches the rows of all counties only while row security is not forced on it.
ALTER TABLE clues NO FORCE ROW LEVEL SECURITY;
ALTER TABLE problems NO FORCE ROW LEVEL SECURITY;
ALTER TABLE clue_cases NO FORCE ROW LEVEL SECURITY;
ALTER TABLE recusals NO FORCE ROW LEVEL SECURITY;
INSERT INTO clue_cases
SELECT county, id, id FROM clues
UNION ALL SELECT county, id, clue_id FROM problems WHERE clue_id IS NOT NULL;
INSERT INTO recusals
SELECT c.county, a.case_id, c.barred_users, c.accused_organisation, c.accused_department_id
FROM clues c JOIN clue_cases a ON a.county = c.county AND a.clue_id = c.id
WHERE c.barred_users <> '{}' OR c.accused_organisation IS NOT NULL OR c.accused_department_id IS NOT NULL;
ALTER TABLE clues FORCE ROW LEVEL SECURITY;
ALTER TABLE problems FORCE ROW LEVEL SECURITY;
ALTER TABLE clue_cases FORCE ROW LEVEL SECURITY;
ALTER TABLE recusals FORCE ROW LEVEL SECURITY;

-- Up Migration

-- The closed clues and problems whose results a publication made public: by reference alone, so that nothing of a
-- reporter is in it.
CREATE TABLE publication_cases (
  county     char(6) NOT NULL,
  result_id  uuid    NOT NULL,
  case_id    uuid    NOT NULL,
  clue_id    uuid,
  problem_id uuid,
  CONSTRAINT publication_cases_pk PRIMARY KEY (county, result_id, case_id),
  CONSTRAINT publication_cases_about CHECK (num_nonnulls(clue_id, problem_id) = 1
    AND case_id = coalesce(clue_id, problem_id)),
  CONSTRAINT publication_cases_result FOREIGN KEY (county, result_id)
    REFERENCES campaign_results (county, id) ON DELETE CASCADE,
  CONSTRAINT publication_cases_clue FOREIGN KEY (county, clue_id) REFERENCES clues (county, id),
  CONSTRAINT publication_cases_problem FOREIGN KEY (county, problem_id) REFERENCES problems (county, id)
);
-- Where the result of a clue or a problem was made public: on its page.
CREATE INDEX publication_cases_by_case ON publication_cases (county, case_id);

SELECT anju_protect_county('publication_cases');

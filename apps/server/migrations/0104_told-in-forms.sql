-- Up Migration

-- Forms that were put together from counties' forms, or came as a file, keep which cases they tell of: no records stand
-- behind their cells, and who is barred from a case must not read it there. Of those signed or sent before this, it is
-- all that the counties ever sent for the period, and all that the prefecture handles itself.
-- The owner reaches the rows of all counties only while row security is not forced on it.
ALTER TABLE reports NO FORCE ROW LEVEL SECURITY;
ALTER TABLE report_versions NO FORCE ROW LEVEL SECURITY;
ALTER TABLE problems NO FORCE ROW LEVEL SECURITY;
ALTER TABLE clues NO FORCE ROW LEVEL SECURITY;
ALTER TABLE typical_cases NO FORCE ROW LEVEL SECURITY;

UPDATE report_versions SET sources = sources || jsonb_build_object('told',
  jsonb_build_object('refs', jsonb_build_array(), 'files', jsonb_build_array(county)))
WHERE origin = 'file';
UPDATE reports SET approved = approved || jsonb_build_object('told',
  jsonb_build_object('refs', jsonb_build_array(), 'files', jsonb_build_array(county)))
WHERE received IS NOT NULL AND jsonb_typeof(approved) = 'object';

CREATE FUNCTION told_below(prefecture char(6), campaign uuid, of_form text, of_period text) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  WITH sent AS (
    SELECT v.county, v.origin, v.sources FROM report_versions v
    JOIN reports r ON r.county = v.county AND r.id = v.report_id
    WHERE starts_with(r.county, left(prefecture, 4)) AND r.county <> prefecture
      AND r.campaign_id = campaign AND r.form = of_form AND r.period = of_period),
  refs AS (
    SELECT ref FROM sent, jsonb_each(sent.sources->'sources') AS cell, jsonb_array_elements_text(cell.value) AS ref
    WHERE cell.key ~ '\.(summary|description)$|^cases\.\d+$'
    UNION SELECT 'clue:' || id FROM clues WHERE county = prefecture AND campaign_id = campaign
    UNION SELECT 'problem:' || id FROM problems WHERE county = prefecture AND campaign_id = campaign
    UNION SELECT 'typical-case:' || id FROM typical_cases WHERE county = prefecture AND campaign_id = campaign)
  SELECT jsonb_build_object(
    'refs', coalesce((SELECT jsonb_agg(ref) FROM refs), '[]'),
    'files', coalesce((SELECT jsonb_agg(DISTINCT county) FROM sent WHERE origin = 'file'), '[]'))
$$;
UPDATE report_versions v SET sources = v.sources
  || jsonb_build_object('told', told_below(r.county, r.campaign_id, r.form, r.period))
FROM reports r
WHERE r.county = v.county AND r.id = v.report_id AND right(r.county, 2) = '00' AND r.form IN ('F1', 'F4', 'F5');
UPDATE reports SET approved = approved
  || jsonb_build_object('told', told_below(county, campaign_id, form, period))
WHERE jsonb_typeof(approved) = 'object' AND right(county, 2) = '00' AND form IN ('F1', 'F4', 'F5');
DROP FUNCTION told_below;

ALTER TABLE reports FORCE ROW LEVEL SECURITY;
ALTER TABLE report_versions FORCE ROW LEVEL SECURITY;
ALTER TABLE problems FORCE ROW LEVEL SECURITY;
ALTER TABLE clues FORCE ROW LEVEL SECURITY;
ALTER TABLE typical_cases FORCE ROW LEVEL SECURITY;

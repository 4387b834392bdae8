-- Up Migration

-- A summary (阶段总结) keeps which problems it tells of in words, so that it is not shown to whom one of them is kept
-- from. Of those taken before, they are found by what the figures say; of a prefecture's in all its counties. Row
-- security is forced on the owner of the tables too, so every scope has its turn.
DO $$
DECLARE
  region text;
BEGIN
  FOR region IN SELECT lpad(n::text, 2, '0') FROM generate_series(0, 99) n LOOP
    PERFORM set_config('anju.scope', region, true);
    UPDATE reports r SET typed = jsonb_set(r.typed, '{stage,problemIds}', coalesce((
      SELECT jsonb_agg(told.id) FROM (
        SELECT p.id FROM problems p
        WHERE starts_with(p.county, CASE WHEN r.county LIKE '%00' THEN left(r.county, 4) ELSE r.county END)
          AND p.campaign_id = r.campaign_id
          AND p.number IN (SELECT o->>'number' FROM jsonb_array_elements(r.typed->'stage'->'figures'->'oldest') o)
        UNION
        SELECT y.problem_id FROM typical_cases y
        WHERE starts_with(y.county, CASE WHEN r.county LIKE '%00' THEN left(r.county, 4) ELSE r.county END)
          AND y.campaign_id = r.campaign_id AND y.problem_id IS NOT NULL
          AND y.text IN (SELECT jsonb_array_elements_text(r.typed->'stage'->'figures'->'cases'))) told), '[]'))
    WHERE starts_with(r.county, region) AND r.typed ? 'stage';
  END LOOP;
  PERFORM set_config('anju.scope', '', true);
END $$;

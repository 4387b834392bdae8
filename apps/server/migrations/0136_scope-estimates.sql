-- Up Migration

-- The planner takes starts_with() with a text that it does not know yet for one row in two hundred, where a scope lets
-- nearly all through: it sorted forty thousand families for a page of fifty, and started other processes to count up to
-- ten thousand. Of coalesce() it assumes every second row.
CREATE OR REPLACE FUNCTION anju_protect_county(name text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
  EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
  EXECUTE format($p$
    CREATE POLICY in_scope ON %I
      USING (coalesce(starts_with(county::text, (SELECT left(anju_scope(), 6))), false))
      WITH CHECK (coalesce(starts_with(county::text, (SELECT left(anju_scope(), 6))), false))$p$, name);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO anju_app', name);
END $$;

CREATE OR REPLACE FUNCTION anju_protect_region(name text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
  EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
  EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I CHECK (starts_with(region::text, county::text))',
    name, name || '_region_of_county');
  EXECUTE format($p$
    CREATE POLICY in_scope ON %I
      USING (coalesce(starts_with(region::text, (SELECT anju_scope())), false))
      WITH CHECK (coalesce(starts_with(region::text, (SELECT anju_scope())), false))$p$, name);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO anju_app', name);
END $$;

DO $$
DECLARE
  policy record;
BEGIN
  FOR policy IN SELECT tablename, qual, with_check FROM pg_policies
    WHERE schemaname = 'public' AND policyname = 'in_scope'
  LOOP
    EXECUTE format('ALTER POLICY in_scope ON %I USING (coalesce(%s, false)) WITH CHECK (coalesce(%s, false))',
      policy.tablename, policy.qual, policy.with_check);
  END LOOP;
END $$;

-- What a person did of one kind is counted in the index, without a look at the acts themselves.
DROP INDEX events_by_name;
CREATE INDEX events_by_name ON events (county, actor_name COLLATE "C", at DESC, id DESC) INCLUDE (act);

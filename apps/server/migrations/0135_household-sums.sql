-- Up Migration

-- The figures of the households, kept as they change: adding up a million for a page takes seconds. One row says by how
-- much a statement changed a figure, so that those who write at the same time never wait for one another; the rows of
-- a figure are added up when it is read, and folded into one after an import and every hour.
CREATE TABLE household_sums (
  county     char(6)     NOT NULL,
  -- The county's six digits for the whole county, twelve for a community: a town's are those of its communities.
  region     varchar(12) COLLATE "C" NOT NULL,
  -- What is counted, and of what:
  --   active: families that have not left, and their members, of a category ('' where the roster names none)
  --   exited: those that have left, likewise
  --   estate: families that have not left, of an estate
  --   arrears: their tenancies that are behind with the rent, of ''
  --   lease-end: their tenancies that end on a day
  figure     text COLLATE "C" NOT NULL,
  item       text COLLATE "C" NOT NULL,
  id         uuid        NOT NULL DEFAULT gen_random_uuid(),
  households integer     NOT NULL,
  members    integer     NOT NULL,
  CONSTRAINT household_sums_pk PRIMARY KEY (county, region, figure, item, id),
  CONSTRAINT household_sums_figure CHECK (figure IN ('active', 'exited', 'estate', 'arrears', 'lease-end'))
);
-- The figures of counties, not those of their hundreds of communities.
CREATE INDEX household_sums_of_counties ON household_sums (county, figure, item) INCLUDE (households, members)
  WHERE length(region) = 6;

CREATE FUNCTION household_figures(state text, category text, estate_id uuid, members_count integer)
RETURNS TABLE (figure text, item text, households integer, members integer) LANGUAGE sql IMMUTABLE AS $$
  SELECT state, coalesce(category, ''), 1, members_count
  UNION ALL SELECT 'estate', estate_id::text, 1, 0 WHERE state = 'active' AND estate_id IS NOT NULL
$$;

-- Of a tenancy of now whose family has not left.
CREATE FUNCTION tenancy_figures(arrears_months double precision, end_on date)
RETURNS TABLE (figure text, item text, households integer, members integer) LANGUAGE sql STABLE AS $$
  SELECT 'arrears', '', 1, 0 WHERE arrears_months > 0
  UNION ALL SELECT 'lease-end', to_char(end_on, 'YYYY-MM-DD'), 1, 0 WHERE end_on IS NOT NULL
$$;

-- Adds the changes that a query gives: county, region, figure, item, households, members, and a sign.
CREATE FUNCTION add_to_household_sums(changes text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT format($q$
    INSERT INTO household_sums (county, region, figure, item, households, members)
    SELECT c.county, r.region, c.figure, c.item, sum(c.sign * c.households), sum(c.sign * c.members)
    FROM (%s) c CROSS JOIN LATERAL (VALUES (c.county::text), (rpad(c.region, 12, '0'))) r (region)
    GROUP BY c.county, r.region, c.figure, c.item
    HAVING sum(c.sign * c.households) <> 0 OR sum(c.sign * c.members) <> 0$q$, changes)
$$;

-- The rows that a statement changed, as they were and as they are.
CREATE FUNCTION changed_rows(operation text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT concat_ws(' UNION ALL ',
    CASE WHEN operation <> 'INSERT' THEN 'SELECT *, -1 AS sign FROM before' END,
    CASE WHEN operation <> 'DELETE' THEN 'SELECT *, 1 AS sign FROM after' END)
$$;

-- Who writes in a community's scope changes the county's figures too.
CREATE FUNCTION sum_households() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  scope text := anju_scope();
BEGIN
  PERFORM set_config('anju.scope', left(scope, 6), true) WHERE scope IS NOT NULL;
  EXECUTE add_to_household_sums(format(
    'SELECT h.county, h.region, h.sign, f.* FROM (%s) h
     CROSS JOIN LATERAL household_figures(h.state, h.category, h.estate_id, h.members_count) f', changed_rows(TG_OP)));
  IF TG_OP = 'UPDATE' THEN
    EXECUTE add_to_household_sums(
      $q$SELECT t.county, t.region, CASE a.state WHEN 'active' THEN 1 ELSE -1 END AS sign, f.*
      FROM before b JOIN after a ON a.county = b.county AND a.id = b.id AND a.state <> b.state
      JOIN tenancies t ON t.county = a.county AND t.household_id = a.id AND t.replaced_at IS NULL
      CROSS JOIN LATERAL tenancy_figures(t.arrears_months, t.end_on) f$q$);
  END IF;
  PERFORM set_config('anju.scope', scope, true) WHERE scope IS NOT NULL;
  RETURN NULL;
END $$;

-- The families are locked: one that leaves at this moment, or comes back, either is counted here as it will be, or
-- counts these tenancies itself.
CREATE FUNCTION sum_tenancies() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  scope text := anju_scope();
BEGIN
  PERFORM set_config('anju.scope', left(scope, 6), true) WHERE scope IS NOT NULL;
  EXECUTE format(
    'SELECT FROM households WHERE (county, id) IN (SELECT c.county, c.household_id FROM (%s) c)
     ORDER BY county, id FOR SHARE', changed_rows(TG_OP));
  EXECUTE add_to_household_sums(format(
    $q$SELECT t.county, t.region, t.sign, f.* FROM (%s) t
    JOIN households h ON h.county = t.county AND h.id = t.household_id AND h.state = 'active'
    CROSS JOIN LATERAL tenancy_figures(t.arrears_months, t.end_on) f
    WHERE t.replaced_at IS NULL$q$, changed_rows(TG_OP)));
  PERFORM set_config('anju.scope', scope, true) WHERE scope IS NOT NULL;
  RETURN NULL;
END $$;

CREATE TRIGGER sum_added AFTER INSERT ON households REFERENCING NEW TABLE AS after
  FOR EACH STATEMENT EXECUTE FUNCTION sum_households();
CREATE TRIGGER sum_changed AFTER UPDATE ON households REFERENCING OLD TABLE AS before NEW TABLE AS after
  FOR EACH STATEMENT EXECUTE FUNCTION sum_households();
CREATE TRIGGER sum_removed AFTER DELETE ON households REFERENCING OLD TABLE AS before
  FOR EACH STATEMENT EXECUTE FUNCTION sum_households();
CREATE TRIGGER sum_added AFTER INSERT ON tenancies REFERENCING NEW TABLE AS after
  FOR EACH STATEMENT EXECUTE FUNCTION sum_tenancies();
CREATE TRIGGER sum_changed AFTER UPDATE ON tenancies REFERENCING OLD TABLE AS before NEW TABLE AS after
  FOR EACH STATEMENT EXECUTE FUNCTION sum_tenancies();
CREATE TRIGGER sum_removed AFTER DELETE ON tenancies REFERENCING OLD TABLE AS before
  FOR EACH STATEMENT EXECUTE FUNCTION sum_tenancies();

-- Of the households that are there already. The owner sees those of all counties only while row security is not forced
-- on it.
ALTER TABLE households NO FORCE ROW LEVEL SECURITY;
ALTER TABLE tenancies NO FORCE ROW LEVEL SECURITY;
DO $$
BEGIN
  EXECUTE add_to_household_sums(
    'SELECT h.county, h.region, 1 AS sign, f.* FROM households h
     CROSS JOIN LATERAL household_figures(h.state, h.category, h.estate_id, h.members_count) f');
  EXECUTE add_to_household_sums(
    $q$SELECT t.county, t.region, 1 AS sign, f.* FROM tenancies t
    JOIN households h ON h.county = t.county AND h.id = t.household_id AND h.state = 'active'
    CROSS JOIN LATERAL tenancy_figures(t.arrears_months, t.end_on) f WHERE t.replaced_at IS NULL$q$);
END $$;
ALTER TABLE households FORCE ROW LEVEL SECURITY;
ALTER TABLE tenancies FORCE ROW LEVEL SECURITY;

SELECT anju_protect_region('household_sums');
-- Nothing is added up from these any more.
DROP INDEX households_gone;
DROP INDEX tenancies_in_arrears;
DROP INDEX tenancies_by_end;

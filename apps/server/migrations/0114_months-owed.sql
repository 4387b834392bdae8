-- A roster may say that five and a half months are owed; whole numbers only made its import fail as a whole.
ALTER TABLE tenancies ALTER COLUMN arrears_months TYPE double precision;

-- Up Migration

-- A member whom the roster gives no usable ID number (a newborn, a passport, a damaged cell) is one of the family all
-- the same: the size of the household counts them.
ALTER TABLE members ALTER COLUMN id_sealed DROP NOT NULL;
ALTER TABLE members ALTER COLUMN id_index DROP NOT NULL;
ALTER TABLE members ALTER COLUMN id_masked DROP NOT NULL;
ALTER TABLE members ADD COLUMN id_fault text;
ALTER TABLE members DROP CONSTRAINT members_id_status;
ALTER TABLE members ADD CONSTRAINT members_id_status CHECK (id_status IN ('valid', 'invalid', 'missing'));
ALTER TABLE members ADD CONSTRAINT members_id_number CHECK (
  CASE WHEN id_status = 'missing'
    THEN num_nonnulls(id_sealed, id_index, id_masked) = 0
      AND id_fault IN ('excel-float', 'excel-zeros', 'blank', 'length', 'characters')
    ELSE num_nonnulls(id_sealed, id_index, id_masked) = 3 AND id_fault IS NULL END);

-- Up Migration

-- A unit is known by its room in one form (3-1-101), however rosters write it (3栋1单元101室, 03-1-101). What was kept
-- under other texts becomes that unit; where there are several, the oldest stays and takes what points at the others.
-- The tables' owner is held to a scope too, and a migration has none.
ALTER TABLE units NO FORCE ROW LEVEL SECURITY;
ALTER TABLE households NO FORCE ROW LEVEL SECURITY;
ALTER TABLE tenancies NO FORCE ROW LEVEL SECURITY;

CREATE TEMPORARY TABLE room_forms ON COMMIT DROP AS
  SELECT county, id, estate_id, room, first_value(id) OVER (PARTITION BY county, estate_id, room ORDER BY id) AS kept
  FROM (
    SELECT county, id, estate_id,
      regexp_replace(trim(BOTH '-' FROM regexp_replace(
        lower(regexp_replace(translate(room, '０１２３４５６７８９－（）＃　 ＡＢＣＤＥＦ', '0123456789-()#  ABCDEF'), '\s', '', 'g')),
        '(号楼|单元|[栋幢座室层号楼门#/\\、，,.·_—–~-])+', '-', 'g')), '(^|-)0+([0-9])', '\1\2', 'g') AS room
    FROM units) formed
  WHERE room <> '';

UPDATE households h SET unit_id = f.kept FROM room_forms f
  WHERE h.county = f.county AND h.unit_id = f.id AND f.kept <> f.id;
UPDATE tenancies t SET unit_id = f.kept FROM room_forms f
  WHERE t.county = f.county AND t.unit_id = f.id AND f.kept <> f.id;
DELETE FROM units u USING room_forms f WHERE u.county = f.county AND u.id = f.id AND f.kept <> f.id;
-- First out of each other's way: a unit's new text may be another's old one.
ALTER TABLE units DROP CONSTRAINT units_room;
UPDATE units u SET room = f.room, room_backwards = reverse(f.room), building = substring(f.room FROM '^(.+?)-')
  FROM room_forms f WHERE u.county = f.county AND u.id = f.id AND u.room <> f.room;
ALTER TABLE units ADD CONSTRAINT units_room UNIQUE (county, estate_id, room);

ALTER TABLE units FORCE ROW LEVEL SECURITY;
ALTER TABLE households FORCE ROW LEVEL SECURITY;
ALTER TABLE tenancies FORCE ROW LEVEL SECURITY;

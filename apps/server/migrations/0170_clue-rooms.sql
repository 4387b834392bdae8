-- Up Migration

-- The rooms that a clue's summary tells of by their numbers, each in one form (5-2-301): reports of one house are found
-- by them in whatever words they come. Equality alone, as with clue_text_keys.
CREATE TABLE clue_room_keys (
  county  char(6)     NOT NULL,
  clue_id uuid        NOT NULL,
  region  varchar(12) NOT NULL,
  room    text COLLATE "C" NOT NULL,
  CONSTRAINT clue_room_keys_pk PRIMARY KEY (county, room, clue_id),
  CONSTRAINT clue_room_keys_clue FOREIGN KEY (county, clue_id) REFERENCES clues (county, id)
);
-- All rooms of one clue, when its text changes or it is given to another office.
CREATE INDEX clue_room_keys_by_clue ON clue_room_keys (county, clue_id);
SELECT anju_protect_region('clue_room_keys');

-- Clues that were compared without their rooms are compared once more, by the hourly search. The table's owner is held to
-- a scope too, and a migration has none.
ALTER TABLE clues NO FORCE ROW LEVEL SECURITY;
UPDATE clues SET compared = false WHERE compared;
ALTER TABLE clues FORCE ROW LEVEL SECURITY;

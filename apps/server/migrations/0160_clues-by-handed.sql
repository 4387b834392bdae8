-- Up Migration

-- What became of a prefecture's clue in its counties: whether one of them counts it, and which to take up again.
CREATE INDEX clues_by_handed ON clues (handed_from) WHERE handed_from IS NOT NULL;

-- Up Migration

-- Who asks at the counter with a receipt code: the clue is looked up by the code's digest.
CREATE INDEX clues_by_receipt ON clues (county, receipt_hash) WHERE receipt_hash IS NOT NULL;

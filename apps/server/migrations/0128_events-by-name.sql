-- Up Migration

-- What a person did, by the beginning of the name: the names themselves are few and are found here too.
CREATE INDEX events_by_name ON events (county, actor_name COLLATE "C", at DESC, id DESC);

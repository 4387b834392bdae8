-- Up Migration

-- The list of acts of a prefecture, newest first: events_newest has an order of its own in each county.
CREATE INDEX events_newest_of_all ON events (at DESC, id DESC);
-- The list of acts of one kind: a rare one is not looked for through the whole history.
CREATE INDEX events_by_act ON events (county, act, at DESC, id DESC);

-- A drawn family or problem that the unit has on its ledger is being rectified: a clean visit does not contradict that.
ALTER TABLE check_items DROP CONSTRAINT check_items_self;
ALTER TABLE check_items ADD CONSTRAINT check_items_self CHECK (self_check IN ('clean', 'problem', 'rectifying', 'none'));

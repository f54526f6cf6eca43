-- An organisation's vacations as the school has written them down: JSON, pairs of the first and the last day.

ALTER TABLE organisations ADD COLUMN vacations TEXT NOT NULL DEFAULT '[]';

-- When somebody hears next that the pair waits; whatever happens to the pair sets it to now, and a tick plans anew.

ALTER TABLE pairs ADD COLUMN ladder_at BIGINT;
UPDATE pairs SET ladder_at = created_at WHERE state NOT IN ('declined', 'trial_failed', 'completed', 'terminated');
CREATE INDEX pairs_ladder_at ON pairs (ladder_at) WHERE ladder_at IS NOT NULL;

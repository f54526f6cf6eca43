-- An organisation's vacations as the school has written them down: JSON, pairs of the first and the last day.

ALTER TABLE organisations ADD COLUMN vacations TEXT NOT NULL DEFAULT '[]';

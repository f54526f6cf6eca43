-- Since when a change of a plan has waited for its answer.

ALTER TABLE pairs ADD COLUMN change_since TEXT;
UPDATE pairs SET change_since = waits_since WHERE change IS NOT NULL;

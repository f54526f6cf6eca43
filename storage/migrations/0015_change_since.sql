-- Since when a change of a plan has waited for its answer. Those that wait already climb the ladder from that day on,
-- whatever its next step was to be.

ALTER TABLE pairs ADD COLUMN change_since TEXT;
UPDATE pairs SET ladder_at = coalesce(
    (SELECT max(h.at) FROM pair_history h WHERE h.pair_id = pairs.id AND h.event IN ('propose_change', 'agree_change')),
    ladder_at
) WHERE change IS NOT NULL;
UPDATE pairs SET change_since = coalesce(date(
    (SELECT max(h.at) FROM pair_history h WHERE h.pair_id = pairs.id AND h.event IN ('propose_change', 'agree_change')),
    'unixepoch'
), waits_since) WHERE change IS NOT NULL;

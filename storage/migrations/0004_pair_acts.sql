-- What may happen to a pair under way: another version of its plan, a mentee who wants another mentor or does not,
-- and questions and calls for help from its sides.

ALTER TABLE pairs ADD COLUMN change TEXT;
ALTER TABLE pair_sides ADD COLUMN another INTEGER;
ALTER TABLE plan_events ADD COLUMN copy_of BIGINT;

CREATE TABLE help_requests (
    id {id},
    organisation_id BIGINT NOT NULL REFERENCES organisations (id),
    membership_id BIGINT NOT NULL REFERENCES memberships (id),
    pair_id BIGINT REFERENCES pairs (id),
    topic TEXT NOT NULL,
    state TEXT NOT NULL,
    at BIGINT NOT NULL,
    seen_by BIGINT REFERENCES people (id),
    seen_at BIGINT,
    closed_at BIGINT,
    changes INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX help_requests_organisation ON help_requests (organisation_id, state);
CREATE UNIQUE INDEX help_requests_one_open ON help_requests (membership_id, topic) WHERE state IN ('open', 'taken');

-- The registry of mentors: who of the bank is nominated and who is approved, with everything that happened.
-- And mentors who are not to be suggested to a mentee, because the curator said so.

CREATE TABLE mentor_registry (
    membership_id BIGINT PRIMARY KEY REFERENCES memberships (id),
    organisation_id BIGINT NOT NULL REFERENCES organisations (id),
    state TEXT NOT NULL,
    order_number TEXT,
    order_date TEXT,
    trained_on TEXT,
    changes INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX mentor_registry_organisation ON mentor_registry (organisation_id, state);

CREATE TABLE mentor_registry_history (
    id {id},
    membership_id BIGINT NOT NULL REFERENCES memberships (id),
    organisation_id BIGINT NOT NULL REFERENCES organisations (id),
    at BIGINT NOT NULL,
    event TEXT NOT NULL,
    actor TEXT NOT NULL,
    details TEXT
);
CREATE INDEX mentor_registry_history_membership ON mentor_registry_history (membership_id);

CREATE TABLE kept_apart (
    mentee_id BIGINT NOT NULL REFERENCES memberships (id),
    mentor_id BIGINT NOT NULL REFERENCES memberships (id),
    organisation_id BIGINT NOT NULL REFERENCES organisations (id),
    why TEXT NOT NULL,
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    PRIMARY KEY (mentee_id, mentor_id, why)
);
CREATE INDEX kept_apart_organisation ON kept_apart (organisation_id);
CREATE INDEX kept_apart_mentor ON kept_apart (mentor_id);

-- Mentees who have no mentor yet: since when (seconds, UTC) the present search goes on, and whether a pair of theirs
-- has fallen through, which puts them first.
CREATE TABLE waiting_mentees (
    membership_id BIGINT PRIMARY KEY REFERENCES memberships (id),
    organisation_id BIGINT NOT NULL REFERENCES organisations (id),
    since BIGINT NOT NULL,
    returned INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX waiting_mentees_organisation ON waiting_mentees (organisation_id);

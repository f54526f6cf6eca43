-- Registers: local acts of organisations, the yearly word of curators, numbers of people in other banks.

CREATE TABLE local_acts (
    organisation_id BIGINT NOT NULL REFERENCES organisations (id),
    act TEXT NOT NULL,
    number TEXT,
    day TEXT,
    link TEXT,
    PRIMARY KEY (organisation_id, act)
);

-- What was noted and when; without number, day and link the note was taken away.
CREATE TABLE local_act_history (
    id {id},
    organisation_id BIGINT NOT NULL REFERENCES organisations (id),
    act TEXT NOT NULL,
    number TEXT,
    day TEXT,
    link TEXT,
    at BIGINT NOT NULL,
    actor TEXT NOT NULL
);
CREATE INDEX local_act_history_organisation ON local_act_history (organisation_id);

CREATE TABLE curator_confirmations (
    membership_id BIGINT NOT NULL REFERENCES memberships (id) ON DELETE CASCADE,
    year INTEGER NOT NULL,
    day TEXT NOT NULL,
    PRIMARY KEY (membership_id, year)
);

-- By which number a person is known in another regional bank; goes with everything else that tells who somebody is.
ALTER TABLE people ADD COLUMN external_id TEXT;

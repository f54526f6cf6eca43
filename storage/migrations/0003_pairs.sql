-- Pairs and groups: where each stands, what each side has said, and everything that happened to them.
-- Days are local days of the organisation as ISO text; «act_at» is when time itself moves the pair on.

CREATE TABLE pairs (
    id {id},
    organisation_id BIGINT NOT NULL REFERENCES organisations (id),
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    since BIGINT NOT NULL,
    since_day TEXT NOT NULL,
    waits_since TEXT NOT NULL,
    number INTEGER,
    order_number TEXT,
    order_date TEXT,
    trial INTEGER NOT NULL DEFAULT 0,
    held INTEGER NOT NULL DEFAULT 0,
    events INTEGER,
    period_end TEXT,
    paused_from TEXT,
    paused_until TEXT,
    ends_on TEXT,
    act_at BIGINT,
    changes INTEGER NOT NULL DEFAULT 0,
    created_at BIGINT NOT NULL,
    UNIQUE (organisation_id, number)
);
CREATE INDEX pairs_organisation ON pairs (organisation_id, state);
CREATE INDEX pairs_act_at ON pairs (act_at) WHERE act_at IS NOT NULL;

CREATE TABLE pair_sides (
    pair_id BIGINT NOT NULL REFERENCES pairs (id),
    membership_id BIGINT NOT NULL REFERENCES memberships (id),
    mentor INTEGER NOT NULL,
    accepted INTEGER NOT NULL DEFAULT 0,
    verdict TEXT,
    agreed INTEGER NOT NULL DEFAULT 0,
    answered INTEGER NOT NULL DEFAULT 0,
    gone INTEGER NOT NULL DEFAULT 0,
    occupied INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (pair_id, membership_id)
);
CREATE INDEX pair_sides_membership ON pair_sides (membership_id);
CREATE UNIQUE INDEX pair_sides_one_at_a_time ON pair_sides (membership_id) WHERE mentor = 0 AND occupied = 1;

CREATE TABLE pair_history (
    id {id},
    pair_id BIGINT NOT NULL REFERENCES pairs (id),
    at BIGINT NOT NULL,
    event TEXT NOT NULL,
    from_state TEXT,
    to_state TEXT NOT NULL,
    actor TEXT NOT NULL,
    membership_id BIGINT,
    reason TEXT
);
CREATE INDEX pair_history_pair ON pair_history (pair_id);

CREATE TABLE meetings (
    id {id},
    pair_id BIGINT NOT NULL REFERENCES pairs (id),
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    offered_by BIGINT NOT NULL REFERENCES memberships (id),
    place TEXT NOT NULL,
    at BIGINT,
    act_at BIGINT,
    reason TEXT,
    changes INTEGER NOT NULL DEFAULT 0,
    created_at BIGINT NOT NULL
);
CREATE INDEX meetings_pair ON meetings (pair_id);
CREATE INDEX meetings_act_at ON meetings (act_at) WHERE act_at IS NOT NULL;

CREATE TABLE meeting_slots (
    id {id},
    meeting_id BIGINT NOT NULL REFERENCES meetings (id) ON DELETE CASCADE,
    at BIGINT NOT NULL,
    UNIQUE (meeting_id, at)
);

CREATE TABLE meeting_words (
    meeting_id BIGINT NOT NULL REFERENCES meetings (id) ON DELETE CASCADE,
    membership_id BIGINT NOT NULL REFERENCES memberships (id),
    outcome TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (meeting_id, membership_id)
);

CREATE TABLE plans (
    id {id},
    pair_id BIGINT NOT NULL REFERENCES pairs (id),
    version INTEGER NOT NULL,
    state TEXT NOT NULL,
    goal TEXT,
    result TEXT,
    returned TEXT,
    changes INTEGER NOT NULL DEFAULT 0,
    created_at BIGINT NOT NULL,
    UNIQUE (pair_id, version)
);

CREATE TABLE plan_events (
    id {id},
    plan_id BIGINT NOT NULL REFERENCES plans (id),
    kind TEXT NOT NULL,
    month TEXT NOT NULL,
    state TEXT NOT NULL,
    marked_at BIGINT
);
CREATE INDEX plan_events_plan ON plan_events (plan_id);

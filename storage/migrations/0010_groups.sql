-- Groups: an open invitation (its local day), which times suit whom, who was at a meeting, a goal for each member.
-- A person's own time zone, where it is not the organisation's.

ALTER TABLE pair_sides ADD COLUMN invited_on TEXT;

CREATE TABLE meeting_fits (
    meeting_id BIGINT NOT NULL REFERENCES meetings (id) ON DELETE CASCADE,
    slot_id BIGINT NOT NULL REFERENCES meeting_slots (id) ON DELETE CASCADE,
    membership_id BIGINT NOT NULL REFERENCES memberships (id),
    PRIMARY KEY (slot_id, membership_id)
);
CREATE INDEX meeting_fits_meeting ON meeting_fits (meeting_id);

CREATE TABLE meeting_answers (
    meeting_id BIGINT NOT NULL REFERENCES meetings (id) ON DELETE CASCADE,
    membership_id BIGINT NOT NULL REFERENCES memberships (id),
    at BIGINT NOT NULL,
    PRIMARY KEY (meeting_id, membership_id)
);

CREATE TABLE meeting_attendance (
    meeting_id BIGINT NOT NULL REFERENCES meetings (id) ON DELETE CASCADE,
    membership_id BIGINT NOT NULL REFERENCES memberships (id),
    present INTEGER NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (meeting_id, membership_id)
);

CREATE TABLE plan_goals (
    plan_id BIGINT NOT NULL REFERENCES plans (id),
    membership_id BIGINT NOT NULL REFERENCES memberships (id),
    goal TEXT NOT NULL,
    PRIMARY KEY (plan_id, membership_id)
);

ALTER TABLE people ADD COLUMN time_zone TEXT;

-- Groups: an open invitation (its local day), which times suit whom, who was at a meeting.

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

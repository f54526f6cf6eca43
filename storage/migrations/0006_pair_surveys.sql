-- Surveys asked of the sides of pairs. «occasion» tells apart what one moment asks several times: the trial's number,
-- the month of a meeting. «known» holds answers that were known beforehand (JSON), «attempt_id» the answers given.

CREATE TABLE pair_surveys (
    id {id},
    pair_id BIGINT NOT NULL REFERENCES pairs (id),
    membership_id BIGINT NOT NULL REFERENCES memberships (id),
    form TEXT NOT NULL,
    moment TEXT NOT NULL,
    occasion TEXT NOT NULL,
    known TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    closes_at BIGINT,
    attempt_id BIGINT UNIQUE REFERENCES attempts (id) ON DELETE SET NULL,
    answered_at BIGINT,
    UNIQUE (pair_id, membership_id, form, moment, occasion)
);
CREATE INDEX pair_surveys_membership ON pair_surveys (membership_id);

-- By whose clock a person lives: the organisation's where nothing is chosen.

ALTER TABLE wishes ADD COLUMN tz TEXT;

-- A goal of one's own in the plan of a group; who has none works towards the common one. A row belongs to a version
-- of the plan, so that the goals of those who have left stay in its history.

CREATE TABLE plan_goals (
    plan_id BIGINT NOT NULL REFERENCES plans (id) ON DELETE CASCADE,
    membership_id BIGINT NOT NULL REFERENCES memberships (id) ON DELETE CASCADE,
    goal TEXT NOT NULL,
    PRIMARY KEY (plan_id, membership_id)
);

-- Surveys sent to many, numbers typed for indicators, reports sent upward, lines of a SWOT.

-- Answers to a survey never stand in the bank; until now only a row of pair_surveys told them apart.
ALTER TABLE attempts ADD COLUMN of_survey INTEGER NOT NULL DEFAULT 0;
UPDATE attempts SET of_survey = 1 WHERE id IN (SELECT attempt_id FROM pair_surveys WHERE attempt_id IS NOT NULL);

-- «occasion» is the key of a built-in one with its year, so that it is opened once; «audience» and «questions» (of a
-- survey of one's own, while it is a draft) are JSON. «form» is the pinned questionnaire, known once it is sent.
-- «reminded_at»: when somebody who leads it reminded by hand last.
CREATE TABLE campaigns (
    id {id},
    organisation_id BIGINT NOT NULL REFERENCES organisations (id),
    occasion TEXT,
    title TEXT NOT NULL,
    form TEXT,
    version INTEGER,
    secrecy TEXT NOT NULL,
    audience TEXT NOT NULL,
    questions TEXT,
    state TEXT NOT NULL,
    actor TEXT NOT NULL,
    drafted_at BIGINT NOT NULL,
    opened_at BIGINT,
    closes_at BIGINT,
    closed_at BIGINT,
    reminded_at BIGINT,
    changes INTEGER NOT NULL DEFAULT 0,
    UNIQUE (organisation_id, occasion)
);
CREATE INDEX campaigns_closing ON campaigns (closes_at) WHERE state = 'open';

-- Whom it was sent to, as it was counted when it opened. «answered_at» stays NULL where the answers are anonymous:
-- then nothing tells when somebody answered. «letter_at» is the moment of the next letter, «letters» how many went.
CREATE TABLE campaign_invitees (
    campaign_id BIGINT NOT NULL REFERENCES campaigns (id),
    membership_id BIGINT NOT NULL REFERENCES memberships (id),
    attempt_id BIGINT UNIQUE REFERENCES attempts (id) ON DELETE SET NULL,
    answered INTEGER NOT NULL DEFAULT 0,
    answered_at BIGINT,
    letter_at BIGINT,
    letters INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (campaign_id, membership_id)
);
CREATE INDEX campaign_invitees_membership ON campaign_invitees (membership_id);
CREATE INDEX campaign_invitees_letter_at ON campaign_invitees (letter_at) WHERE letter_at IS NOT NULL;

-- Anonymous answers: a random number for the sheet, no person, no time. They lie in the order of that number, not of
-- their coming. «pupil»: the typed words are the psychologist's alone.
CREATE TABLE campaign_sheets (
    campaign_id BIGINT NOT NULL REFERENCES campaigns (id),
    sheet TEXT NOT NULL,
    question_id TEXT NOT NULL,
    value TEXT NOT NULL,
    pupil INTEGER NOT NULL,
    PRIMARY KEY (campaign_id, sheet, question_id)
) {unordered};

-- Every survey that was asked of somebody, about a pair or in a campaign; anonymous answers have no attempt.
CREATE VIEW asked_surveys AS
SELECT p.organisation_id, s.membership_id, s.form, s.opened_at, s.attempt_id, s.answered_at,
    CASE WHEN s.answered_at IS NULL THEN 0 ELSE 1 END AS answered
FROM pair_surveys s JOIN pairs p ON p.id = s.pair_id
UNION ALL
SELECT m.organisation_id, i.membership_id, c.form, c.opened_at, i.attempt_id, i.answered_at, i.answered
FROM campaign_invitees i JOIN campaigns c ON c.id = i.campaign_id JOIN memberships m ON m.id = i.membership_id;

-- Numbers that people type once a year, by calendar year; the newest row of a year counts, the others are history.
CREATE TABLE indicator_numbers (
    id {id},
    organisation_id BIGINT NOT NULL REFERENCES organisations (id),
    number_key TEXT NOT NULL,
    year INTEGER NOT NULL,
    value INTEGER,
    at BIGINT NOT NULL,
    actor TEXT NOT NULL
);
CREATE INDEX indicator_numbers_organisation ON indicator_numbers (organisation_id, year, number_key);

-- A round of reports that a level collects from the level below: April, May, October.
CREATE TABLE report_rounds (
    id {id},
    organisation_id BIGINT NOT NULL REFERENCES organisations (id),
    kind TEXT NOT NULL,
    year INTEGER NOT NULL,
    due_day TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    closed_at BIGINT,
    actor TEXT NOT NULL,
    UNIQUE (organisation_id, kind, year)
);

-- The frozen report of one organisation in a round: «body» is JSON, as it was sent last. «note» is what the organisation
-- adds in its own words; it may be written down before anything is sent, and without it one that was never sent has no
-- row. «comment» says why it came back; until it does, what a coordinator is about to say.
CREATE TABLE sent_reports (
    id {id},
    round_id BIGINT NOT NULL REFERENCES report_rounds (id),
    organisation_id BIGINT NOT NULL REFERENCES organisations (id),
    state TEXT NOT NULL,
    note TEXT,
    body TEXT,
    sent_at BIGINT,
    sent_by TEXT,
    decided_at BIGINT,
    decided_by TEXT,
    comment TEXT,
    changes INTEGER NOT NULL DEFAULT 0,
    UNIQUE (round_id, organisation_id)
);
CREATE INDEX sent_reports_organisation ON sent_reports (organisation_id);

CREATE TABLE sent_report_history (
    id {id},
    report_id BIGINT NOT NULL REFERENCES sent_reports (id),
    event TEXT NOT NULL,
    body TEXT,
    comment TEXT,
    at BIGINT NOT NULL,
    actor TEXT NOT NULL
);
CREATE INDEX sent_report_history_report ON sent_report_history (report_id);

-- Lines of a SWOT by school year (the year it begins in): «side» is S, W, O or T, «question» what they were picked from.
CREATE TABLE swot_lines (
    id {id},
    organisation_id BIGINT NOT NULL REFERENCES organisations (id),
    year INTEGER NOT NULL,
    side TEXT NOT NULL,
    words TEXT NOT NULL,
    question TEXT,
    removed INTEGER NOT NULL DEFAULT 0,
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    changes INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX swot_lines_organisation ON swot_lines (organisation_id, year);
